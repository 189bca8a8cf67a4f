/** Where a normalisation puts a shape: normalised = (position − offset) / scale, and position = normalised · scale + offset. */
export interface Placement {
  offset: readonly [number, number, number];
  /** Positive. */
  scale: number;
}

/**
 * Positions in the normalised frame.
 *
 * @param positions `[points, 3]`
 * @returns `[points, 3]`
 */
export function place(positions: Float32Array, { offset, scale }: Placement): Float32Array {
  return positions.map((x, i) => (x - offset[i % 3]) / scale);
}

/**
 * Undoes {@link place}: positions in the frame and unit that the shape came in.
 *
 * @param positions `[points, 3]`, normalised
 * @returns `[points, 3]`
 */
export function unplace(positions: Float32Array, { offset, scale }: Placement): Float32Array {
  return positions.map((x, i) => x * scale + offset[i % 3]);
}
