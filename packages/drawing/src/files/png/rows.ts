import type { PngFile } from './chunks.js';
import { inflate } from './inflate.js';

/** The most pixels of a picture: more would take minutes, and are nearly always an attack or a mistake. */
export const MOST_PIXELS = 2 ** 28;

/** Samples of 8 bits of one row: grey (1), RGB (3) or RGB with alpha (4). The array is used again for the next row. */
export type OnRow = (y: number, samples: Uint8Array) => boolean | void;

/** Channels that a file's pixels are read as. */
export function channelsOf({ colour, transparency }: Pick<PngFile, 'colour' | 'transparency'>): 1 | 3 | 4 {
  if (colour === 6 || colour === 4 || transparency) return 4;
  return colour === 0 ? 1 : 3;
}

const rowBytesOf = (width: number, { depth, samples }: PngFile) => Math.ceil((width * depth * samples) / 8);

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** Undoes a row's filter in place. @param before the row above, zeros for the first */
function unfilter(filter: number, row: Uint8Array, before: Uint8Array, step: number): void {
  const { length } = row;
  if (filter === 1) for (let i = step; i < length; i++) row[i] += row[i - step];
  else if (filter === 2) for (let i = 0; i < length; i++) row[i] += before[i];
  else if (filter === 3) for (let i = 0; i < length; i++) row[i] += ((i >= step ? row[i - step] : 0) + before[i]) >> 1;
  else if (filter === 4) for (let i = 0; i < length; i++) row[i] += i >= step ? paeth(row[i - step], before[i], before[i - step]) : before[i];
  else if (filter !== 0) throw new Error(`a row has the filter ${filter}; expected 0 to 4`);
}

/** Samples of a row as they are stored, 1 to 16 bits each. */
function sampleReader({ depth }: PngFile): (row: Uint8Array, index: number) => number {
  if (depth === 8) return (row, i) => row[i];
  if (depth === 16) return (row, i) => row[2 * i] * 256 + row[2 * i + 1];
  const most = (1 << depth) - 1;
  return (row, i) => (row[(i * depth) >> 3] >> (8 - depth - ((i * depth) & 7))) & most;
}

/** What turns a stored row into 8-bit samples. */
function expander(file: PngFile, width: number): (row: Uint8Array, out: Uint8Array) => void {
  const { depth, colour, samples, palette, transparency } = file;
  const channels = channelsOf(file);
  if (depth === 8 && samples === channels) return (row, out) => out.set(row.length === out.length ? row : row.subarray(0, out.length));
  const read = sampleReader(file);
  if (colour === 3) {
    const colours = palette!.length / 3;
    return (row, out) => {
      for (let x = 0; x < width; x++) {
        const index = read(row, x);
        // As the reference library does, a colour that the palette lacks is black.
        for (let c = 0; c < 3; c++) out[x * channels + c] = index < colours ? palette![3 * index + c] : 0;
        if (channels === 4) out[4 * x + 3] = index < transparency!.length ? transparency![index] : 255;
      }
    };
  }
  const most = 2 ** depth - 1;
  const scaled = depth === 8 ? (value: number) => value : (value: number) => Math.floor((value * 255) / most + 0.5);
  const clear = transparency && transparency.length >= 2 * samples ? Array.from({ length: samples }, (_, c) => (transparency[2 * c] * 256 + transparency[2 * c + 1]) & most) : undefined;
  const [colourSamples, hasAlpha] = [samples === 2 ? 1 : Math.min(3, samples), samples === 2 || samples === 4];
  return (row, out) => {
    for (let x = 0; x < width; x++) {
      let isClear = clear !== undefined;
      for (let c = 0; c < Math.min(3, channels); c++) {
        const value = read(row, x * samples + (colourSamples === 1 ? 0 : c));
        if (clear && value !== clear[colourSamples === 1 ? 0 : c]) isClear = false;
        out[x * channels + c] = scaled(value);
      }
      if (channels === 4) out[4 * x + 3] = hasAlpha ? scaled(read(row, x * samples + samples - 1)) : isClear ? 0 : 255;
    }
  };
}

/** Rows of a rectangle of pixels, taken from a stream of bytes as they come. */
function rowTaker(file: PngFile, width: number, onRow: (row: Uint8Array) => boolean | void): (bytes: Uint8Array) => boolean {
  const size = rowBytesOf(width, file);
  const step = Math.max(1, (file.depth * file.samples) >> 3);
  let [row, before] = [new Uint8Array(size), new Uint8Array(size)];
  let [filter, filled] = [-1, 0];
  return (bytes) => {
    for (let at = 0; at < bytes.length;) {
      if (filter < 0) filter = bytes[at++];
      const take = Math.min(size - filled, bytes.length - at);
      row.set(bytes.subarray(at, at + take), filled);
      at += take;
      filled += take;
      if (filled < size) break;
      unfilter(filter, row, before, step);
      if (onRow(row) === false) return false;
      [row, before, filter, filled] = [before, row, -1, 0];
    }
    return true;
  };
}

/** Starts and steps of the seven passes of an interlaced picture. */
const PASSES = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const;

/** Pixels of an interlaced file, `[height, width, channels]`: its rows come in seven passes, so all of them are kept. */
async function interlacedPixels(file: PngFile): Promise<Uint8Array> {
  const { width, height } = file;
  const channels = channelsOf(file);
  const pixels = new Uint8Array(width * height * channels);
  const passes = PASSES.map(([x, y, dx, dy]) => ({ x, y, dx, dy, columns: Math.ceil((width - x) / dx), rows: Math.ceil((height - y) / dy) })).filter(({ columns, rows }) => columns > 0 && rows > 0);
  const takers = passes.map(({ x, y, dx, dy, columns }) => {
    const [expand, out] = [expander(file, columns), new Uint8Array(columns * channels)];
    let row = y;
    return rowTaker(file, columns, (stored) => {
      expand(stored, out);
      for (let i = 0; i < columns; i++) for (let c = 0; c < channels; c++) pixels[(row * width + x + i * dx) * channels + c] = out[i * channels + c];
      row += dy;
    });
  });
  const sizes = passes.map(({ columns, rows }) => rows * (1 + rowBytesOf(columns, file)));
  let [pass, left] = [0, sizes[0]];
  await inflate(file.data, sizes.reduce((sum, size) => sum + size, 0), (bytes) => {
    for (let at = 0; at < bytes.length;) {
      const take = Math.min(left, bytes.length - at);
      takers[pass](bytes.subarray(at, at + take));
      at += take;
      left -= take;
      if (left === 0) left = sizes[++pass];
    }
    return true;
  });
  return pixels;
}

/**
 * Reads a PNG file's pixels row by row, in memory that does not grow with the picture unless it is interlaced.
 *
 * @param onRow called with each row, from the top; false ends the work
 * @throws Error whose message gives the reason: too many pixels, damaged, or cut short; never with fewer rows than the file says
 */
export async function readPngRows(file: PngFile, onRow: OnRow): Promise<void> {
  const { width, height } = file;
  if (width * height > MOST_PIXELS) throw new Error(`it has ${width}×${height} pixels; expected at most ${MOST_PIXELS} in all`);
  const channels = channelsOf(file);
  if (file.isInterlaced) {
    const pixels = await interlacedPixels(file);
    for (let y = 0; y < height; y++) if (onRow(y, pixels.subarray(y * width * channels, (y + 1) * width * channels)) === false) return;
    return;
  }
  const [expand, out] = [expander(file, width), new Uint8Array(width * channels)];
  let y = 0;
  await inflate(file.data, height * (1 + rowBytesOf(width, file)), rowTaker(file, width, (stored) => {
    expand(stored, out);
    return onRow(y++, out);
  }));
}
