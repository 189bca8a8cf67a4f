import { symmetricEigen } from '../linearAlgebra/symmetricEigen.js';
import type { Score } from '../scores/score.js';
import { checkFeatures, checkSameDimensions, type Features } from './checkFeatures.js';
import { moments } from './moments.js';

/** What a Fréchet distance needs to know beside the features. */
export interface FrechetOptions {
  /** Names the features, such as the network, its layer and what its inputs were made from; part of the protocol. */
  features: string;
  /** Names the reference set; part of the protocol. */
  referenceSet: string;
  /** Takes fewer samples than dimensions, where a covariance is singular and the distance biased. */
  allowFewerSamples?: boolean;
}

/** a · b for square matrices of rows, `[size, size]`. */
function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const row = product.subarray(i * size, (i + 1) * size);
    for (let k = 0; k < size; k++) {
      const factor = a[i * size + k];
      const other = k * size;
      for (let j = 0; j < size; j++) row[j] += factor * b[other + j];
    }
  }
  return product;
}

/** The symmetric square root of a covariance, eigenvalues below 0 taken as 0. */
function squareRoot(matrix: Float64Array, size: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, size);
  const [transposed, scaled] = [new Float64Array(size * size), new Float64Array(size * size)];
  for (let i = 0; i < size; i++) {
    const root = Math.sqrt(Math.max(0, values[i]));
    for (let j = 0; j < size; j++) {
      scaled[i * size + j] = root * vectors[i * size + j];
      transposed[j * size + i] = vectors[i * size + j];
    }
  }
  return multiply(transposed, scaled, size);
}

function trace(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += matrix[i * size + i];
  return sum;
}

/** Tr((Σ₁^½ Σ₂ Σ₁^½)^½). */
function traceOfRoot(first: Float64Array, second: Float64Array, size: number): number {
  const root = squareRoot(first, size);
  const inner = multiply(multiply(root, second, size), root, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) inner[i * size + j] = inner[j * size + i] = (inner[i * size + j] + inner[j * size + i]) / 2;
  }
  return symmetricEigen(inner, size, false).values.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
}

/**
 * Fréchet distance of two sets of features taken as Gaussians:
 * ‖μ₁ − μ₂‖² + Tr(Σ₁ + Σ₂) − 2 Tr((Σ₁^½ Σ₂ Σ₁^½)^½), with unbiased covariances in float64 and eigenvalues clamped at 0.
 * 0 is best. O(dimensions³).
 *
 * @throws RangeError where features are not finite, their dimensions differ, or a set has fewer vectors than dimensions (two always)
 */
export function frechetDistance(samples: Features, references: Features, { features, referenceSet, allowFewerSamples = false }: FrechetOptions): Score {
  const { dimensions } = samples;
  const counts = { samples: checkFeatures(samples, 'samples'), references: checkFeatures(references, 'references') };
  checkSameDimensions(samples, 'samples', references, 'references');
  for (const [name, count] of Object.entries(counts)) {
    if (count < 2) throw new RangeError(`a covariance needs at least two vectors; the features ${name} hold ${count}`);
    if (count < dimensions && !allowFewerSamples) {
      throw new RangeError(`the features ${name} hold ${count} vectors of ${dimensions} dimensions: give at least ${dimensions}, or set allowFewerSamples for a biased distance`);
    }
  }
  const [first, second] = [moments(samples), moments(references)];
  const between = first.mean.reduce((sum, value, k) => sum + (value - second.mean[k]) ** 2, 0);
  const spread = trace(first.covariance, dimensions) + trace(second.covariance, dimensions);
  const value = between + spread - 2 * traceOfRoot(first.covariance, second.covariance, dimensions);
  const protocol = { features, dimensions, referenceSet, ...counts, covariance: 'unbiased' };
  return { name: 'Fréchet distance', value: Math.max(0, value), better: 'lower', protocol };
}
