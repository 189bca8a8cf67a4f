import { symmetricEigen } from '../linearAlgebra/symmetricEigen.js';
import type { AtomPositions } from './positions.js';

/** A rotation and a shift, x ↦ R x + t. */
export interface RigidMotion {
  /** Proper (determinant 1), by rows, `[3, 3]`. */
  rotation: Float64Array;
  /** Å, `[3]` */
  translation: Float64Array;
}

/** Moves one atom. */
export function moveAtom({ rotation: r, translation: t }: RigidMotion, positions: AtomPositions, atom: number, out: Float64Array): void {
  const [x, y, z] = [positions[atom * 3], positions[atom * 3 + 1], positions[atom * 3 + 2]];
  for (let k = 0; k < 3; k++) out[k] = r[k * 3] * x + r[k * 3 + 1] * y + r[k * 3 + 2] * z + t[k];
}

function centroid(positions: AtomPositions, atoms: Int32Array): [number, number, number] {
  let [x, y, z] = [0, 0, 0];
  for (const atom of atoms) {
    x += positions[atom * 3];
    y += positions[atom * 3 + 1];
    z += positions[atom * 3 + 2];
  }
  return [x / atoms.length, y / atoms.length, z / atoms.length];
}

/** The rotation of a unit quaternion (w, x, y, z). */
function rotationOf([w, x, y, z]: Float64Array): Float64Array {
  return Float64Array.of(
    w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y),
    2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x),
    2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z,
  );
}

/**
 * The rigid motion that brings atoms nearest to their places, min Σ ‖R m_i + t − f_i‖² over proper rotations: R is the unit quaternion that
 * is the largest eigenvector of Horn's symmetric 4 × 4 matrix (1987). A mirror image is never used.
 *
 * @param moving positions to move, `[atoms, 3]`
 * @param fixed their places, `[atoms, 3]`
 * @param atoms indices of those that count, at least one
 */
export function optimalRotation(moving: AtomPositions, fixed: AtomPositions, atoms: Int32Array): RigidMotion {
  const [m, f] = [centroid(moving, atoms), centroid(fixed, atoms)];
  let [xx, xy, xz, yx, yy, yz, zx, zy, zz] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (const atom of atoms) {
    const k = atom * 3;
    const [a, b, c] = [moving[k] - m[0], moving[k + 1] - m[1], moving[k + 2] - m[2]];
    const [p, q, r] = [fixed[k] - f[0], fixed[k + 1] - f[1], fixed[k + 2] - f[2]];
    xx += a * p; xy += a * q; xz += a * r;
    yx += b * p; yy += b * q; yz += b * r;
    zx += c * p; zy += c * q; zz += c * r;
  }
  const { values, vectors } = symmetricEigen(Float64Array.of(
    xx + yy + zz, yz - zy, zx - xz, xy - yx,
    yz - zy, xx - yy - zz, xy + yx, zx + xz,
    zx - xz, xy + yx, yy - xx - zz, yz + zy,
    xy - yx, zx + xz, yz + zy, zz - xx - yy,
  ), 4);
  let largest = 0;
  for (let i = 1; i < 4; i++) if (values[i] > values[largest]) largest = i;
  const rotation = rotationOf(vectors.subarray(largest * 4, largest * 4 + 4));
  const translation = Float64Array.from(f, (value, k) => value - (rotation[k * 3] * m[0] + rotation[k * 3 + 1] * m[1] + rotation[k * 3 + 2] * m[2]));
  return { rotation, translation };
}
