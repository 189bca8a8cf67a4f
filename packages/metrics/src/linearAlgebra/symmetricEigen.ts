import { tridiagonalize } from './tridiagonalize.js';

/** Eigenvalues of a symmetric matrix, in no particular order, and its eigenvectors. */
export interface SymmetricEigen {
  /** `[size]` */
  values: Float64Array;
  /** One eigenvector per row, in the order of the values, `[size, size]`; empty if not requested. */
  vectors: Float64Array;
}

/** Turns rows i and i + 1 by the angle of this cosine and sine. */
function rotateRows(rows: Float64Array, size: number, i: number, cosine: number, sine: number): void {
  const [first, second] = [i * size, (i + 1) * size];
  for (let k = 0; k < size; k++) {
    const upper = rows[first + k];
    const lower = rows[second + k];
    rows[second + k] = sine * upper + cosine * lower;
    rows[first + k] = cosine * upper - sine * lower;
  }
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder reflections to tridiagonal form, then the QL algorithm with implicit
 * shifts. O(size³).
 *
 * @param matrix symmetric, `[size, size]`; left as it is
 * @param withVectors whether the eigenvectors are wanted, which takes most of the time
 * @throws RangeError if the matrix has another size or an entry is not finite
 * @throws Error if an eigenvalue does not converge
 */
export function symmetricEigen(matrix: Float64Array, size: number, withVectors = true): SymmetricEigen {
  if (matrix.length !== size * size) throw new RangeError(`a ${size} × ${size} matrix has ${size * size} entries, not ${matrix.length}`);
  const bad = matrix.findIndex((entry) => !Number.isFinite(entry));
  if (bad >= 0) throw new RangeError(`entry [${Math.floor(bad / size)}, ${bad % size}] of a matrix is ${matrix[bad]}: entries must be finite`);
  const { diagonal: d, offDiagonal: e, basis: vectors } = tridiagonalize(matrix, size, withVectors);
  for (let low = 0; low < size; low++) {
    for (let sweep = 0; ; sweep++) {
      let high = low;
      while (high < size - 1 && Math.abs(e[high]) > Number.EPSILON * (Math.abs(d[high]) + Math.abs(d[high + 1]))) high++;
      if (high === low) break;
      if (sweep === 60) throw new Error(`eigenvalue ${low} of a ${size} × ${size} matrix did not converge`);
      // Wilkinson's shift: the eigenvalue of the upper 2 × 2 block that lies nearer its corner.
      const ratio = (d[low + 1] - d[low]) / (2 * e[low]);
      const root = Math.hypot(ratio, 1);
      let bulge = d[high] - d[low] + e[low] / (ratio + (ratio < 0 ? -root : root));
      let [sine, cosine, shift] = [1, 1, 0];
      let i = high - 1;
      for (; i >= low; i--) {
        const chased = sine * e[i];
        const kept = cosine * e[i];
        const length = Math.hypot(chased, bulge);
        e[i + 1] = length;
        if (length === 0) {
          d[i + 1] -= shift;
          e[high] = 0;
          break;
        }
        sine = chased / length;
        cosine = bulge / length;
        const shifted = d[i + 1] - shift;
        const mixed = (d[i] - shifted) * sine + 2 * cosine * kept;
        shift = sine * mixed;
        d[i + 1] = shifted + shift;
        bulge = cosine * mixed - kept;
        if (withVectors) rotateRows(vectors, size, i, cosine, sine);
      }
      if (i >= low) continue;
      d[low] -= shift;
      e[low] = bulge;
      e[high] = 0;
    }
  }
  return { values: d, vectors };
}
