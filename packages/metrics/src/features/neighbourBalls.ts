import { packRows, productBlocks, squaredLengths, type PackedRows } from '../linearAlgebra/rowProducts.js';
import type { Features } from './checkFeatures.js';
import { meanOf } from './moments.js';
import type { Steps } from './steps.js';

/** Which balls about the vectors of one set hold which vectors of the other. A ball reaches to its centre's k-th nearest neighbour in its own set, inclusive. */
export interface BallCounts {
  /** For each sample, how many references' balls hold it. */
  samplesHeld: Uint32Array;
  /** For each reference, how many samples' balls hold it. */
  referencesHeld: Uint32Array;
  /** For each reference, how many samples its ball holds. */
  samplesInBall: Uint32Array;
}

/** A set ready for distances: a common centre is subtracted, so that the differences of large numbers stay exact enough. */
interface Prepared {
  packed: PackedRows;
  lengths: Float64Array;
}

function prepare({ values, dimensions }: Features, centre: Float64Array): Prepared {
  const packed = packRows(values.length / dimensions, dimensions, (row, k) => values[row * dimensions + k] - centre[k]);
  return { packed, lengths: squaredLengths(packed) };
}

/** Puts a value into an ascending list of the smallest, which stand at `start … end`, `end` exclusive. */
function keepSmallest(list: Float64Array, start: number, end: number, value: number): void {
  let at = end - 1;
  if (value >= list[at]) return;
  for (; at > start && list[at - 1] > value; at--) list[at] = list[at - 1];
  list[at] = value;
}

/** Squared distances of each vector from its nearest others of the set, ascending, `[count, neighbours]`. */
function* nearestSquares({ packed, lengths }: Prepared, neighbours: number): Steps<Float64Array> {
  const nearest = new Float64Array(packed.rows * neighbours).fill(Infinity);
  for (const { firstRow, lastRow, stride, values } of productBlocks(packed, packed)) {
    for (let i = firstRow; i < lastRow; i++) {
      const from = (i - firstRow) * stride;
      for (let j = i + 1; j < packed.rows; j++) {
        const square = Math.max(0, lengths[i] + lengths[j] - 2 * values[from + j]);
        keepSmallest(nearest, i * neighbours, (i + 1) * neighbours, square);
        keepSmallest(nearest, j * neighbours, (j + 1) * neighbours, square);
      }
    }
    // Rows further down have fewer columns left.
    yield 1 - (1 - lastRow / packed.rows) ** 2;
  }
  return nearest;
}

/** Reports the steps of a part of the work as shares `from … to` of the whole. */
function* between<Result>(steps: Steps<Result>, from: number, to: number): Steps<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}

/**
 * Counts which balls hold which vectors, for several k at once. Distances in float64, in blocks, so that no matrix of all pairs is held.
 * O((samples + references)² · dimensions).
 *
 * @param samples, references checked, of equal dimensions, each of more vectors than any k
 * @param neighbours every k
 */
export function* ballCountSteps(samples: Features, references: Features, neighbours: readonly number[]): Steps<BallCounts[]> {
  const centre = meanOf(references);
  const [x, y] = [prepare(samples, centre), prepare(references, centre)];
  const [n, m] = [x.packed.rows, y.packed.rows];
  const most = Math.max(...neighbours);
  // Within one set, half the pairs are enough.
  const [first, second] = [(n * n) / (n + m) ** 2, (n * n + m * m) / (n + m) ** 2];
  const [nearestOfSamples, nearestOfReferences] = [yield* between(nearestSquares(x, most), 0, first), yield* between(nearestSquares(y, most), first, second)];

  const counted = neighbours.map((k) => ({
    samplesHeld: new Uint32Array(n), referencesHeld: new Uint32Array(m), samplesInBall: new Uint32Array(m),
    sampleRadii: Float64Array.from({ length: n }, (_, i) => nearestOfSamples[i * most + k - 1]),
    referenceRadii: Float64Array.from({ length: m }, (_, j) => nearestOfReferences[j * most + k - 1]),
  }));
  for (const { firstRow, lastRow, stride, values } of productBlocks(x.packed, y.packed)) {
    for (const { samplesHeld, referencesHeld, samplesInBall, sampleRadii, referenceRadii } of counted) {
      for (let i = firstRow; i < lastRow; i++) {
        const from = (i - firstRow) * stride;
        for (let j = 0; j < m; j++) {
          const square = Math.max(0, x.lengths[i] + y.lengths[j] - 2 * values[from + j]);
          if (square <= referenceRadii[j]) {
            samplesHeld[i]++;
            samplesInBall[j]++;
          }
          if (square <= sampleRadii[i]) referencesHeld[j]++;
        }
      }
    }
    yield second + (1 - second) * (lastRow / n);
  }
  return counted.map(({ samplesHeld, referencesHeld, samplesInBall }) => ({ samplesHeld, referencesHeld, samplesInBall }));
}
