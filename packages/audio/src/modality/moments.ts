/**
 * Places of n moments, the centres of n equal parts of a clip: moment i lies at (2 i + 1) / n − 1.
 *
 * @returns `[moments, 1]`, in (-1, 1)
 * @throws RangeError if the number is not a positive integer
 */
export function moments(count: number): Float32Array {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`a clip's moments must be a positive integer, not ${count}`);
  return Float32Array.from({ length: count }, (_, i) => (2 * i + 1) / count - 1);
}
