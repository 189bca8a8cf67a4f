import { normalValues, type Address } from '@inrflow/core';
import { symmetricEigen } from './symmetricEigen.js';

/** A 3 × 3 matrix, row-major. */
export type Matrix3 = Float64Array;

/**
 * How a chain is turned before a model sees it: `random`, every rotation equally likely; `principal`, onto its principal axes, so that a chain looks the
 * same however its file has it; `file`, not at all.
 */
export type Orientation = 'random' | 'principal' | 'file';

/** The names of {@link Orientation}. */
export const ORIENTATIONS: readonly Orientation[] = ['random', 'principal', 'file'];

const { hypot } = Math;

/**
 * A random rotation, uniform over all: four standard normal numbers, scaled to length 1, are a uniform unit quaternion (Shoemake,
 * "Uniform random rotations", 1992, by another way to the same distribution).
 */
export function randomRotation(address: Address): Matrix3 {
  const drawn = [...normalValues({ ...address, stream: `${address.stream} rotation` }, 4)];
  const [w, x, y, z] = drawn.map((value) => value / hypot(...drawn));
  return Float64Array.of(
    1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
    2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
    2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y),
  );
}

/**
 * The rotation onto the principal axes of centred positions: the first axis along the largest variance, the third along the smallest.
 * The first two point where the third moment Σ x³ is positive; if it vanishes, towards the first position that has a component along it. The third makes
 * the frame right-handed, so that a chain is turned and never mirrored.
 *
 * @param positions `[points, 3]`, their mean at the origin
 */
export function principalRotation(positions: Float64Array): Matrix3 {
  const points = positions.length / 3;
  const covariance = new Float64Array(9);
  for (let i = 0; i < points; i++) for (let a = 0; a < 3; a++) for (let b = 0; b < 3; b++) covariance[3 * a + b] += positions[3 * i + a] * positions[3 * i + b];
  const { vectors } = symmetricEigen(covariance, 3);
  const [first, second] = [2, 1].map((row) => pointed([...vectors.subarray(3 * row, 3 * row + 3)], positions));
  const third = [0, 1, 2].map((axis) => first[(axis + 1) % 3] * second[(axis + 2) % 3] - first[(axis + 2) % 3] * second[(axis + 1) % 3]);
  return Float64Array.of(...first, ...second, ...third);
}

/** An axis or its opposite, by the rule of {@link principalRotation}. */
function pointed(axis: number[], positions: Float64Array): number[] {
  let [moment, size, first] = [0, 0, 0];
  for (let i = 0; i < positions.length; i += 3) {
    const x = axis[0] * positions[i] + axis[1] * positions[i + 1] + axis[2] * positions[i + 2];
    moment += x ** 3;
    size += Math.abs(x) ** 3;
    if (first === 0 && Math.abs(x) > 1e-9) first = x;
  }
  const towards = Math.abs(moment) > 1e-9 * size ? moment : first;
  return towards < 0 ? axis.map((x) => -x) : axis;
}

/** Positions turned by a rotation, `[points, 3]`. */
export function turned(positions: Float64Array, rotation: Matrix3): Float64Array {
  return positions.map((_, at) => {
    const [from, axis] = [at - (at % 3), 3 * (at % 3)];
    return rotation[axis] * positions[from] + rotation[axis + 1] * positions[from + 1] + rotation[axis + 2] * positions[from + 2];
  });
}
