import { checkPositiveCount } from '../clouds/checkClouds.js';
import { chooseIndices } from '../clouds/chooseIndices.js';
import { seededRandom } from '../clouds/seededRandom.js';
import { packRows, rowProducts, type PackedRows } from '../linearAlgebra/rowProducts.js';
import type { Score } from '../scores/score.js';
import { checkFeatures, checkSameDimensions, type Features } from './checkFeatures.js';
import { meanAndDeviation } from './meanAndDeviation.js';
import { runSteps, type Steps } from './steps.js';

/** Options of {@link kernelDistance}; all are part of the protocol. */
export interface KernelDistanceOptions {
  /** Names the features, such as the network, its layer and what its inputs were made from. */
  features: string;
  /** Names the reference set. */
  referenceSet: string;
  /** How many subsets are averaged. Default 100. */
  subsets?: number;
  /** Vectors that a subset takes from each set, each at most once. Default 1000. */
  subsetSize?: number;
  /** Seed of the subsets, an integer in [0, 2³²). Default 0. */
  seed?: number;
}

/** Up to this many vectors per set, the kernels of all pairs are kept in memory: three matrices of 72 MB. */
const whollyHeld = 3000;

/** Kernels (x·y/d + 1)³ of the rows of two matrices, `[x.rows, y.rows]`. */
function kernels(x: PackedRows, y: PackedRows): Float64Array {
  const products = rowProducts(x, y);
  for (let i = 0; i < products.length; i++) {
    const base = products[i] / x.length + 1;
    // A general power takes ten times as long.
    products[i] = base * base * base;
  }
  return products;
}

/** Sum of the chosen entries of a matrix whose rows are `stride` apart, without the diagonal's for one set's own kernels. */
function sumOf(matrix: Float64Array, stride: number, rows: Uint32Array, columns: Uint32Array, own: boolean): number {
  let sum = 0;
  for (const row of rows) {
    for (const column of columns) sum += matrix[row * stride + column];
    if (own) sum -= matrix[row * stride + row];
  }
  return sum;
}

/** The distance of each subset. */
function* distancesOfSubsets(sets: readonly Features[], subsets: number, size: number, seed: number): Steps<number[]> {
  const counts = sets.map(({ values, dimensions }) => values.length / dimensions);
  const pack = ({ values, dimensions }: Features, rows: Uint32Array) => packRows(rows.length, dimensions, (row, k) => values[rows[row] * dimensions + k]);
  const kernelsOf = ([x, y]: PackedRows[]) => ({ x: kernels(x, x), y: kernels(y, y), across: kernels(x, y) });
  const everything = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);

  const [n, m] = counts;
  const cheaper = (n + m) ** 2 <= 4 * subsets * size ** 2;
  const held = cheaper && Math.max(n, m) <= whollyHeld ? kernelsOf(sets.map((set, side) => pack(set, everything(counts[side])))) : undefined;
  const distances: number[] = [];
  const pairs = size * (size - 1);
  for (let subset = 0; subset < subsets; subset++) {
    const chosen = counts.map((count, side) => chooseIndices(count, size, seededRandom(seed, 2 * subset + side)));
    const { x, y, across } = held ?? kernelsOf(sets.map((set, side) => pack(set, chosen[side])));
    const [rows, columns] = held ? chosen : [everything(size), everything(size)];
    const [width, height] = held ? [n, m] : [size, size];
    distances.push(
      sumOf(x, width, rows, rows, true) / pairs + sumOf(y, height, columns, columns, true) / pairs - 2 * sumOf(across, height, rows, columns, false) / size ** 2,
    );
    yield (subset + 1) / subsets;
  }
  return distances;
}

/** {@link kernelDistance} in steps of one subset; everything is checked before the first. */
export function kernelDistanceSteps(samples: Features, references: Features, options: KernelDistanceOptions): Steps<Score> {
  const { features, referenceSet, subsets = 100, subsetSize = 1000, seed = 0 } = options;
  const sets = [{ name: 'samples', features: samples }, { name: 'references', features: references }]
    .map(({ name, features: set }) => ({ name, set, count: checkFeatures(set, name) }));
  checkSameDimensions(samples, 'samples', references, 'references');
  checkPositiveCount(subsets, 'subsets');
  if (!Number.isInteger(subsetSize) || subsetSize < 2) throw new RangeError(`subsetSize must be an integer of at least 2, not ${subsetSize}`);
  for (const { name, count } of sets) {
    if (count < subsetSize) throw new RangeError(`the features ${name} hold ${count} vectors, fewer than a subset's ${subsetSize}: give more, or a subsetSize of at most ${count}`);
  }
  const counts = sets.map(({ count }) => count);
  // Throws if the seed is invalid.
  seededRandom(seed);
  // Subsets that take everything are all the same.
  const drawn = counts.every((count) => count === subsetSize) ? 1 : subsets;
  const protocol = {
    features, dimensions: samples.dimensions, referenceSet, samples: counts[0], references: counts[1], kernel: '(x·y/d + 1)³, unbiased',
    subsets: drawn, subsetSize, ...(drawn > 1 ? { seed } : {}),
  };
  return (function* () {
    const { mean, standardDeviation } = meanAndDeviation(yield* distancesOfSubsets([samples, references], drawn, subsetSize, seed));
    return { name: 'KID', value: mean, better: 'lower', ...(drawn > 1 ? { standardDeviation } : {}), protocol };
  })();
}

/**
 * Kernel distance (KID): the squared maximum mean discrepancy under the kernel k(x, y) = (x·y/d + 1)³,
 * Σ_{i≠j} k(x_i, x_j) / (s (s − 1)) + Σ_{i≠j} k(y_i, y_j) / (s (s − 1)) − 2 Σ_{ij} k(x_i, y_j) / s², its mean and standard deviation over
 * random subsets of s vectors of each set. Unbiased, so that it may be negative; 0 is best. O(subsets · s² · dimensions).
 *
 * @throws RangeError if features are not finite, their dimensions differ, or a set has fewer vectors than a subset
 */
export function kernelDistance(samples: Features, references: Features, options: KernelDistanceOptions): Score {
  return runSteps(kernelDistanceSteps(samples, references, options));
}
