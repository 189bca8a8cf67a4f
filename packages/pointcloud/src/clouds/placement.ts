/** Where a normalization puts a shape: normalized = (position − offset) / scale, and position = normalized · scale + offset. */
export interface Placement {
  /** Position that becomes the origin, in the unit of the positions. */
  offset: readonly [number, number, number];
  /** Positive. */
  scale: number;
}

/** A placement for positions relative to an origin: the difference of the two offsets is taken in 64 bits, before any 32-bit position is involved. */
export function placementFrom({ offset, scale }: Placement, origin?: readonly [number, number, number]): Placement {
  return origin ? { offset: [offset[0] - origin[0], offset[1] - origin[1], offset[2] - origin[2]], scale } : { offset, scale };
}

/** A placement for positions in their file's own frame, from one for positions relative to an origin. */
export function placementOfOrigin({ offset, scale }: Placement, origin?: readonly [number, number, number]): Placement {
  return origin ? { offset: [offset[0] + origin[0], offset[1] + origin[1], offset[2] + origin[2]], scale } : { offset, scale };
}

/**
 * Positions in the normalized frame.
 *
 * @param positions `[points, 3]`
 * @returns `[points, 3]`
 */
export function place(positions: Float32Array, { offset, scale }: Placement): Float32Array {
  return positions.map((x, i) => (x - offset[i % 3]) / scale);
}

/**
 * Undoes {@link place}: positions in the shape's original frame and unit.
 *
 * @param positions `[points, 3]`, normalized
 * @returns `[points, 3]`
 */
export function unplace(positions: Float32Array, { offset, scale }: Placement): Float32Array {
  return positions.map((x, i) => x * scale + offset[i % 3]);
}
