import { packRows, type PackedRows } from './rowProducts.js';

/**
 * F with Fᵀ F = Σ for a symmetric matrix without negative eigenvalues, up to rounding: Cholesky's factor with pivots, the largest first,
 * that ends when only rounding is left. A fifth of the time of eigenvectors, and as stable. O(size² · rank).
 *
 * @param matrix symmetric, `[size, size]`; left as it is
 * @returns `[rank, size]`; one row of 0 for a matrix of 0
 */
export function covarianceFactor(matrix: Float64Array, size: number): PackedRows {
  const rest = Float64Array.from(matrix);
  const rows: Float64Array[] = [];
  let largest = 0;
  for (let i = 0; i < size; i++) largest = Math.max(largest, rest[i * size + i]);
  const left = Uint32Array.from({ length: size }, (_, i) => i);
  for (let step = 0; step < size; step++) {
    let best = step;
    for (let i = step + 1; i < size; i++) if (rest[left[i] * size + left[i]] > rest[left[best] * size + left[best]]) best = i;
    [left[step], left[best]] = [left[best], left[step]];
    const pivot = left[step];
    const variance = rest[pivot * size + pivot];
    if (!(variance > size * Number.EPSILON * largest)) break;
    const row = new Float64Array(size);
    const scale = 1 / Math.sqrt(variance);
    // Columns taken before are 0 in what is left.
    for (let i = step; i < size; i++) row[left[i]] = rest[pivot * size + left[i]] * scale;
    rows.push(row);
    for (let i = step + 1; i < size; i++) {
      const start = left[i] * size;
      const factor = row[left[i]];
      for (let k = 0; k < size; k++) rest[start + k] -= factor * row[k];
    }
  }
  return packRows(Math.max(1, rows.length), size, (i, k) => rows[i]?.[k] ?? 0);
}
