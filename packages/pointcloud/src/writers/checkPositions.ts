/**
 * Checks the positions of a cloud before it is written, and returns the number of points.
 *
 * @param positions `[points, 3]`
 * @throws RangeError if the positions are not three finite numbers each
 */
export function checkPositions(positions: Float32Array): number {
  if (positions.length % 3 !== 0) throw new RangeError(`a cloud of ${positions.length} numbers is not written; expected three for each point`);
  const wrong = positions.findIndex((x) => !Number.isFinite(x));
  if (wrong >= 0) throw new RangeError(`point ${Math.floor(wrong / 3)} of a cloud lies at ${positions[wrong]}; expected finite numbers`);
  return positions.length / 3;
}
