import { symmetricEigen } from '../features/symmetricEigen.js';

/** A position in space, in Å. */
export type Position = readonly [x: number, y: number, z: number];

/**
 * The motion that shows atoms from their broad side: their mean comes to the origin, and the principal axes of their spread along x
 * (the widest), y and z. Two axes are eigenvectors of the covariance and the third is their cross product, so that nothing is mirrored.
 */
export function facing(positions: readonly Position[]): (position: Position) => [x: number, y: number, z: number] {
  const mean = [0, 1, 2].map((axis) => positions.reduce((sum, position) => sum + position[axis], 0) / positions.length);
  const covariance = new Float64Array(9);
  for (const position of positions) for (let at = 0; at < 9; at++) covariance[at] += (position[at % 3] - mean[at % 3]) * (position[Math.floor(at / 3)] - mean[Math.floor(at / 3)]);
  const { vectors } = symmetricEigen(covariance, 3);
  const [wide, high] = [vectors.subarray(6, 9), vectors.subarray(3, 6)];
  const deep = [wide[1] * high[2] - wide[2] * high[1], wide[2] * high[0] - wide[0] * high[2], wide[0] * high[1] - wide[1] * high[0]];
  const along = (axis: ArrayLike<number>, position: Position) => [0, 1, 2].reduce((sum, k) => sum + axis[k] * (position[k] - mean[k]), 0);
  return (position) => [along(wide, position), along(high, position), along(deep, position)];
}
