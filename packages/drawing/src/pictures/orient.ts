import type { Picture } from './picture.js';

/**
 * A picture turned upright.
 *
 * @param orientation as EXIF counts: 1 upright, 2 mirrored, 3 turned by 180°, 4 mirrored and turned, 5 to 8 with rows and columns exchanged
 */
export function orientPicture(picture: Picture, orientation: number): Picture {
  if (orientation <= 1 || orientation > 8) return picture;
  const { width, height, channels, data } = picture;
  const isTransposed = orientation >= 5;
  const [columns, rows] = isTransposed ? [height, width] : [width, height];
  const out = new Uint8Array(data.length);
  // Which end of the stored rows and columns the upright picture begins at.
  const [fromRight, fromBottom] = [[2, 3, 7, 8].includes(orientation), [3, 4, 6, 7].includes(orientation)];
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const [across, down] = isTransposed ? [y, x] : [x, y];
      const from = ((fromBottom ? height - 1 - down : down) * width + (fromRight ? width - 1 - across : across)) * channels;
      const to = (y * columns + x) * channels;
      for (let c = 0; c < channels; c++) out[to + c] = data[from + c];
    }
  }
  return { width: columns, height: rows, channels, data: out };
}
