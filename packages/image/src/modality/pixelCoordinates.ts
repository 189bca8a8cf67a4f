/**
 * Coordinates of a picture's pixel centres, rows first: pixel i of n lies at `(2 i + 1) / n − 1`.
 *
 * @returns `[height · width, 2]` (x, then y), in (-1, 1)
 * @throws RangeError if a size is not a positive integer
 */
export function pixelCoordinates(width: number, height: number = width): Float32Array {
  for (const [name, size] of Object.entries({ width, height })) {
    if (!Number.isInteger(size) || size < 1) throw new RangeError(`${name} of a picture must be a positive integer, not ${size}`);
  }
  const coordinates = new Float32Array(width * height * 2);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      coordinates[(y * width + x) * 2] = (2 * x + 1) / width - 1;
      coordinates[(y * width + x) * 2 + 1] = (2 * y + 1) / height - 1;
    }
  }
  return coordinates;
}
