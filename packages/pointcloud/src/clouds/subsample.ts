import { randomWords, type Address } from '@inrflow/core';

/**
 * Draws points from a cloud without replacement (the first steps of a Fisher–Yates shuffle).
 *
 * @param positions `[available, 3]`
 * @returns `[points, 3]`
 * @throws RangeError if the cloud has fewer points
 */
export function subsampleCloud(positions: Float32Array, points: number, address: Address): Float32Array {
  const available = positions.length / 3;
  if (available < points) throw new RangeError(`it has ${available} points, but ${points} are asked for`);
  const words = randomWords(address, points);
  const order = Uint32Array.from({ length: available }, (_, i) => i);
  const drawn = new Float32Array(3 * points);
  for (let i = 0; i < points; i++) {
    const j = i + Math.floor((words[i] / 0x100000000) * (available - i));
    [order[i], order[j]] = [order[j], order[i]];
    for (let k = 0; k < 3; k++) drawn[3 * i + k] = positions[3 * order[i] + k];
  }
  return drawn;
}
