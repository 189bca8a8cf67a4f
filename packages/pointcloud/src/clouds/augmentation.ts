import { normalValues, uniformValues, type Address } from '@inrflow/core';
import { rotate, type Axis } from './axes.js';

/** How clouds are varied, drawn from the example's address; not at all by default. */
export interface Augmentation {
  /** Rotates a cloud about this axis by a random angle. */
  rotation?: Axis;
  /** Multiplies a cloud by a factor drawn uniformly from this range. */
  scale?: readonly [low: number, high: number];
  /** Standard deviation of the normal noise added to each coordinate, in normalized units. */
  jitter?: number;
}

/**
 * Varies normalized positions. The angle and the factor depend on the address alone, so that a mesh and the cloud drawn from it get the
 * same rotation and scale (leave `jitter` out for a mesh).
 *
 * @param positions `[points, 3]`
 * @returns `[points, 3]`
 */
export function augment(positions: Float32Array, { rotation, scale, jitter = 0 }: Augmentation, address: Address): Float32Array {
  const draw = (what: string) => uniformValues({ ...address, stream: `${address.stream}/${what}` }, 1)[0];
  const turned = rotation === undefined ? positions : rotate(positions, rotation, 2 * Math.PI * draw('rotation'));
  const factor = scale === undefined ? 1 : scale[0] + (scale[1] - scale[0]) * draw('scale');
  const moves = jitter > 0 ? normalValues({ ...address, stream: `${address.stream}/jitter` }, positions.length) : undefined;
  return turned.map((x, i) => factor * x + (moves ? jitter * moves[i] : 0));
}
