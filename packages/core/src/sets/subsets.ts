import { randomWords, type Address } from '../random/index.js';

const { floor } = Math;

/**
 * `count` different indices of 0 … points − 1, each such sequence equally likely (the first steps of a Fisher–Yates shuffle), in memory
 * proportional to the count. A smaller count gives a prefix of a larger one's result.
 *
 * @returns `[count]`, in random order
 * @throws RangeError if the count is more than the points
 */
export function randomSubset(address: Address, points: number, count: number): Int32Array {
  if (!Number.isInteger(count) || count < 0 || !(count <= points)) throw new RangeError(`count must be an integer between 0 and the ${points} points, not ${count}`);
  const drawn = randomWords(address, count);
  const subset = new Int32Array(count);
  // Only the positions of the shuffled array that no longer hold their own index.
  const moved = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const j = i + floor((drawn[i] / 0x100000000) * (points - i));
    subset[i] = moved.get(j) ?? j;
    moved.set(j, moved.get(i) ?? i);
    moved.delete(i);
  }
  return subset;
}

/**
 * Row-major indices of an even sub-grid of a grid: along each axis the points nearest to the middles of equal parts, index ⌊(i + ½)·size / count⌋.
 * The fixed context when sampling at another resolution.
 *
 * @param shape sizes of the grid, such as `[height, width]`
 * @param counts points to keep along each axis
 * @returns `[product of counts]`, rising
 * @throws RangeError if the two differ in length, or a count is not between 1 and its size
 */
export function gridSubset(shape: readonly number[], counts: readonly number[]): Int32Array {
  if (shape.length !== counts.length) throw new RangeError(`counts has ${counts.length} axes; expected the ${shape.length} of shape [${shape}]`);
  counts.forEach((count, axis) => {
    if (!Number.isInteger(count) || count < 1 || count > shape[axis]) throw new RangeError(`count ${count} of axis ${axis} must be an integer between 1 and its size, ${shape[axis]}`);
  });
  let indices = [0];
  shape.forEach((size, axis) => {
    const kept = Array.from({ length: counts[axis] }, (_, i) => floor(((2 * i + 1) * size) / (2 * counts[axis])));
    indices = indices.flatMap((index) => kept.map((along) => index * size + along));
  });
  return Int32Array.from(indices);
}
