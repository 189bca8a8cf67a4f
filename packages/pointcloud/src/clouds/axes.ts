/** An axis by name. */
export type Axis = 'x' | 'y' | 'z';

/**
 * Rotates positions so that the axis that points up becomes y: (x, y, z) → (x, z, −y) for z, (−y, x, z) for x. Never mirrors.
 *
 * @param positions `[points, 3]`
 * @returns `[points, 3]`; the positions themselves for y
 */
export function turnUpright(positions: Float32Array, up: Axis): Float32Array {
  if (up === 'y') return positions;
  const turned = new Float32Array(positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    const [x, y, z] = [positions[i], positions[i + 1], positions[i + 2]];
    turned.set(up === 'z' ? [x, z, -y] : [-y, x, z], i);
  }
  return turned;
}

/** Rotates a single place as {@link turnUpright} does, in 64 bits. */
export function uprightOrigin([x, y, z]: readonly [number, number, number], up: Axis): [number, number, number] {
  return up === 'y' ? [x, y, z] : up === 'z' ? [x, z, -y] : [-y, x, z];
}

/**
 * Positions turned about an axis by an angle in radians, counter-clockwise where the axis points at the viewer.
 *
 * @param positions `[points, 3]`
 * @returns `[points, 3]`
 */
export function rotate(positions: Float32Array, axis: Axis, angle: number): Float32Array {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const first = ({ x: 1, y: 2, z: 0 } as const)[axis];
  const second = (first + 1) % 3;
  const turned = positions.slice();
  for (let i = 0; i < positions.length; i += 3) {
    turned[i + first] = cos * positions[i + first] - sin * positions[i + second];
    turned[i + second] = sin * positions[i + first] + cos * positions[i + second];
  }
  return turned;
}

/**
 * Undoes {@link turnUpright}.
 *
 * @param positions `[points, 3]`, y up
 * @returns `[points, 3]`
 */
export function turnBack(positions: Float32Array, up: Axis): Float32Array {
  if (up === 'y') return positions;
  const turned = new Float32Array(positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    const [x, y, z] = [positions[i], positions[i + 1], positions[i + 2]];
    turned.set(up === 'z' ? [x, -z, y] : [y, -x, z], i);
  }
  return turned;
}
