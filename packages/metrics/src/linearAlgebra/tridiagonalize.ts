/** A symmetric matrix A as basisᵀ T basis, with T tridiagonal. */
export interface Tridiagonal {
  /** `[size]` */
  diagonal: Float64Array;
  /** T[i, i + 1] at i, 0 at the last, `[size]`. */
  offDiagonal: Float64Array;
  /** Orthogonal, `[size, size]`; empty if not requested. */
  basis: Float64Array;
}

/**
 * Brings a symmetric matrix to tridiagonal form by Householder reflections H = 1 − β v vᵀ.
 *
 * @param matrix symmetric, `[size, size]`; left as it is
 */
export function tridiagonalize(matrix: Float64Array, size: number, withBasis: boolean): Tridiagonal {
  const a = Float64Array.from(matrix);
  const diagonal = new Float64Array(size);
  const offDiagonal = new Float64Array(size);
  const betas = new Float64Array(size);
  const w = new Float64Array(size);

  for (let k = 0; k < size - 1; k++) {
    // Row k right of the diagonal becomes the reflection's vector v.
    const v = a.subarray(k * size, (k + 1) * size);
    let tail = 0;
    for (let j = k + 2; j < size; j++) tail += v[j] * v[j];
    if (tail === 0) {
      offDiagonal[k] = v[k + 1];
      continue;
    }
    const length = Math.sqrt(v[k + 1] * v[k + 1] + tail);
    offDiagonal[k] = v[k + 1] > 0 ? -length : length;
    v[k + 1] -= offDiagonal[k];
    const beta = 2 / (v[k + 1] * v[k + 1] + tail);
    betas[k] = beta;

    // A ← H A H = A − v wᵀ − w vᵀ with w = β A v − (β²/2)(vᵀ A v) v.
    let product = 0;
    for (let i = k + 1; i < size; i++) {
      const row = i * size;
      let sum = 0;
      for (let j = k + 1; j < size; j++) sum += a[row + j] * v[j];
      w[i] = beta * sum;
      product += w[i] * v[i];
    }
    const along = (beta / 2) * product;
    for (let i = k + 1; i < size; i++) w[i] -= along * v[i];
    for (let i = k + 1; i < size; i++) {
      const row = i * size;
      const [vi, wi] = [v[i], w[i]];
      for (let j = k + 1; j < size; j++) a[row + j] -= vi * w[j] + wi * v[j];
    }
  }
  for (let i = 0; i < size; i++) diagonal[i] = a[i * size + i];

  const basis = new Float64Array(withBasis ? size * size : 0);
  if (withBasis) {
    for (let i = 0; i < size; i++) basis[i * size + i] = 1;
    for (let k = size - 2; k >= 0; k--) {
      if (betas[k] === 0) continue;
      const v = a.subarray(k * size, (k + 1) * size);
      for (let i = k + 1; i < size; i++) {
        const row = i * size;
        let sum = 0;
        for (let j = k + 1; j < size; j++) sum += basis[row + j] * v[j];
        sum *= betas[k];
        for (let j = k + 1; j < size; j++) basis[row + j] -= sum * v[j];
      }
    }
  }
  return { diagonal, offDiagonal, basis };
}
