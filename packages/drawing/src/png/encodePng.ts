import { zlibSync } from 'fflate';
import type { Picture } from '../pictures/picture.js';
import { encodeChunk, joined, words } from './chunks.js';

/** PNG colour types of 1, 3 and 4 channels (PNG specification, table 11.1). */
const COLOUR_TYPE = { 1: 0, 3: 2, 4: 6 } as const;
/** The first eight bytes of every PNG file. */
export const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** What a filter takes from the samples to the left, above, and above to the left (PNG specification, 9.2). */
const PREDICTORS: readonly ((left: number, above: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  (left, above, corner) => {
    const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
    return a <= b && a <= c ? left : b <= c ? above : corner;
  },
];

/** Filters each row by the filter that leaves the smallest sum of differences, preceded by that filter's number: the heuristic of the specification (12.7). */
function filtered({ width, height, channels, data }: Picture): Uint8Array {
  const length = width * channels;
  const rows = new Uint8Array(height * (length + 1));
  const attempt = new Uint8Array(length);
  for (let y = 0; y < height; y++) {
    const [at, to] = [y * length, y * (length + 1)];
    let least = Infinity;
    PREDICTORS.forEach((predict, filter) => {
      let sum = 0;
      for (let x = 0; x < length && sum < least; x++) {
        const [left, above] = [x < channels ? 0 : data[at + x - channels], y === 0 ? 0 : data[at + x - length]];
        const difference = (data[at + x] - predict(left, above, x < channels || y === 0 ? 0 : data[at + x - length - channels])) & 255;
        attempt[x] = difference;
        sum += difference < 128 ? difference : 256 - difference;
      }
      if (sum >= least) return;
      least = sum;
      rows[to] = filter;
      rows.set(attempt, to + 1);
    });
  }
  return rows;
}

/** The header's and the pixels' chunk of a picture. */
export function pictureChunks(picture: Picture): { header: Uint8Array; pixels: Uint8Array } {
  const { width, height, channels } = picture;
  return { header: joined([words(width, height), Uint8Array.of(8, COLOUR_TYPE[channels], 0, 0, 0)]), pixels: zlibSync(filtered(picture), { level: 9 }) };
}

/** Bytes of a PNG file (8 bits per sample; grey, RGB or RGB with alpha) of a picture. */
export function encodePng(picture: Picture): Uint8Array {
  const { header, pixels } = pictureChunks(picture);
  return joined([SIGNATURE, encodeChunk('IHDR', header), encodeChunk('IDAT', pixels), encodeChunk('IEND', new Uint8Array(0))]);
}
