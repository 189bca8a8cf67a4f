/** Eigenvalues and eigenvectors of a symmetric matrix. */
export interface SymmetricEigen {
  /** `[size]`, rising. */
  values: Float64Array;
  /** `[size, size]`, row-major: row i is the unit eigenvector of value i, of either sign. */
  vectors: Float64Array;
}

const { abs, hypot, sign, sqrt } = Math;
const SWEEPS = 50;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's cyclic rotations: each turns a pair of axes so that their
 * off-diagonal entry vanishes, until none is left above rounding.
 *
 * @param matrix `[size, size]`, row-major
 */
export function symmetricEigen(matrix: ArrayLike<number>, size: number): SymmetricEigen {
  const a = Float64Array.from(matrix);
  const v = Float64Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 : 0));
  const scale = a.reduce((norm, x) => hypot(norm, x), 0);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off = hypot(off, a[p * size + q]);
    if (off <= 1e-15 * scale) break;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q);
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => a[i * size + i] - a[j * size + j]);
  return {
    values: Float64Array.from(order, (i) => a[i * size + i]),
    vectors: Float64Array.from({ length: size * size }, (_, at) => v[order[Math.floor(at / size)] * size + (at % size)]),
  };
}

/** One rotation: `a` becomes J a Jᵀ with a zero at (p, q), and the rows of `v`, the axes, turn along. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const off = a[p * size + q];
  if (off === 0) return;
  const ratio = (a[q * size + q] - a[p * size + p]) / (2 * off);
  const tangent = (sign(ratio) || 1) / (abs(ratio) + sqrt(1 + ratio * ratio));
  const cosine = 1 / sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k++) {
    const [x, y] = [a[k * size + p], a[k * size + q]];
    a[k * size + p] = cosine * x - sine * y;
    a[k * size + q] = sine * x + cosine * y;
  }
  for (const rows of [a, v]) {
    for (let k = 0; k < size; k++) {
      const [x, y] = [rows[p * size + k], rows[q * size + k]];
      rows[p * size + k] = cosine * x - sine * y;
      rows[q * size + k] = sine * x + cosine * y;
    }
  }
}
