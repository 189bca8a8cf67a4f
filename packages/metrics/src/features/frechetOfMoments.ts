import { covarianceFactor } from '../linearAlgebra/covarianceFactor.js';
import { packRows, rowProducts, type PackedRows } from '../linearAlgebra/rowProducts.js';
import { symmetricEigen } from '../linearAlgebra/symmetricEigen.js';
import type { Moments } from './moments.js';

/** Tr A^½ of a symmetric matrix without negative eigenvalues, up to rounding. */
export function traceOfSquareRoot(matrix: Float64Array, size: number): number {
  return symmetricEigen(matrix, size, false).values.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
}

/** Tr((Σ₁^½ Σ₂ Σ₁^½)^½) for Σ₁ = Fᵀ F: F Σ₂ Fᵀ has the same eigenvalues, except zeros. */
export function traceOfFactored(first: PackedRows, second: Float64Array): number {
  const { rows, length } = first;
  const half = rowProducts(first, packRows(length, length, (row, k) => second[row * length + k]));
  const inner = rowProducts(packRows(rows, length, (row, k) => half[row * length + k]), first);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) inner[i * rows + j] = inner[j * rows + i] = (inner[i * rows + j] + inner[j * rows + i]) / 2;
  }
  return traceOfSquareRoot(inner, rows);
}

function checkMoments({ mean, covariance }: Moments, name: string): void {
  const size = mean.length;
  if (size === 0) throw new RangeError(`the mean of the ${name} Gaussian is empty`);
  if (covariance.length !== size * size) {
    throw new RangeError(`the covariance of the ${name} Gaussian has ${covariance.length} entries where its mean of ${size} dimensions asks for ${size * size}`);
  }
  for (const [field, values] of Object.entries({ mean, covariance })) {
    const bad = values.findIndex((value: number) => !Number.isFinite(value));
    if (bad >= 0) throw new RangeError(`entry ${bad} of the ${field} of the ${name} Gaussian is ${values[bad]}: it must be finite`);
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [covariance[i * size + j], covariance[j * size + i]];
      const scale = Math.sqrt(Math.abs(covariance[i * size + i] * covariance[j * size + j]));
      if (Math.abs(a - b) > 1e-6 * scale) throw new RangeError(`the covariance of the ${name} Gaussian is not symmetric: ${a} at [${i}, ${j}] and ${b} at [${j}, ${i}]`);
    }
  }
}

/**
 * ‖μ₁ − μ₂‖² + Tr(Σ₁ + Σ₂) minus twice a trace.
 *
 * @param trace Tr((Σ₁^½ Σ₂ Σ₁^½)^½)
 */
export function frechetOfParts(first: Float64Array, second: Float64Array, variances: number, trace: number): number {
  return Math.max(0, first.reduce((sum, value, k) => sum + (value - second[k]) ** 2, 0) + variances - 2 * trace);
}

/** The sum of a square matrix's diagonal. */
function traceOf(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += matrix[i * size + i];
  return sum;
}

/**
 * Fréchet distance of two Gaussians from their means and covariances, such as those of a stored reference:
 * ‖μ₁ − μ₂‖² + Tr(Σ₁ + Σ₂) − 2 Tr((Σ₁^½ Σ₂ Σ₁^½)^½), in float64, by symmetric eigenvalues clamped at 0. 0 is best. O(dimensions³).
 *
 * @throws RangeError if dimensions differ, a value is not finite or a covariance is not symmetric
 */
export function frechetOfMoments(first: Moments, second: Moments): number {
  checkMoments(first, 'first');
  checkMoments(second, 'second');
  const size = first.mean.length;
  if (second.mean.length !== size) throw new RangeError(`the first Gaussian has ${size} dimensions and the second ${second.mean.length}`);
  const variances = traceOf(first.covariance, size) + traceOf(second.covariance, size);
  return frechetOfParts(first.mean, second.mean, variances, traceOfFactored(covarianceFactor(first.covariance, size), second.covariance));
}
