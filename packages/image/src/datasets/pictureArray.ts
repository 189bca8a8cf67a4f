import type { NpyArray, NpyFile } from '@inrflow/core/node';
import type { Picture } from '@inrflow/drawing';
import type { PictureArray } from './arraySource.js';
import { chooseRange, countRange, noCounts, type SampleRange } from './sampleRange.js';

/** Position of the channels' axis of one picture. */
type Layout = { count: number; height: number; width: number; channels: 1 | 3 | 4; planar: boolean };

const isChannels = (length: number): length is 1 | 3 | 4 => length === 1 || length === 3 || length === 4;

/** `[count, height, width]`, `[count, height, width, channels]` or `[count, channels, height, width]`. @throws Error for another shape */
export function layoutOf(shape: readonly number[]): Layout {
  const [count, a, b, c] = shape;
  if (shape.length === 3) return { count, height: a, width: b, channels: 1, planar: false };
  if (shape.length === 4 && isChannels(c)) return { count, height: a, width: b, channels: c, planar: false };
  if (shape.length === 4 && isChannels(a)) return { count, height: b, width: c, channels: a, planar: true };
  throw new Error(
    `its shape is [${shape.join(', ')}]; expected [pictures, height, width], [pictures, height, width, channels] or [pictures, channels, height, width] with 1, 3 or 4 channels`,
  );
}

/** Bytes of numbers scanned at a time. */
const AT_ONCE = 2 ** 26;

/** Converts stored numbers to samples from 0 to 255, before clamping. */
interface Conversion {
  sampleOf(value: number): number;
  notes: string[];
}

/** Chooses how numbers become samples. @throws Error if the numbers cannot be those of pictures */
async function conversionOf({ type, shape, read }: Pick<NpyFile, 'type' | 'shape' | 'read'>, given: SampleRange | undefined): Promise<Conversion> {
  if (given === undefined && type === 'uint8') return { sampleOf: (value) => value, notes: [] };
  if (given === undefined && type === 'bool') return { sampleOf: (value) => 255 * value, notes: [] };
  const counts = noCounts(given);
  const each = shape.slice(1).reduce((product, length) => product * length, 1);
  const some = Math.max(1, Math.floor(AT_ONCE / (8 * each)));
  for (let first = 0; first < shape[0]; first += some) {
    const { data } = await read(first, Math.min(some, shape[0] - first));
    countRange(counts, data instanceof BigInt64Array || data instanceof BigUint64Array ? Float64Array.from(data, Number) : data);
  }
  const { low, high } = counts;
  if (given === undefined && !type.startsWith('float')) {
    if (low >= 0 && high <= 255) return { sampleOf: (value) => value, notes: [] };
    if (type === 'uint16') return { sampleOf: (value) => value / 257, notes: ['numbers of 16 bits are read as 0 (black) to 65535 (white), which data.range can change'] };
    throw new Error(`its whole numbers run from ${low} to ${high}; expected 0 to 255, or give what black and white are as data.range`);
  }
  const { range: [black, white], note } = chooseRange(counts);
  return { sampleOf: (value) => ((value - black) * 255) / (white - black), notes: [note] };
}

/**
 * Pictures of a NumPy array: bytes, booleans (black and white), whole numbers from 0 to 255, 16-bit ones, or floating-point numbers, whose range is given or
 * detected by {@link chooseRange}.
 *
 * @param file closed with the pictures
 * @throws Error whose message gives the reason: a shape, a type or a range that pictures do not have
 */
export async function pictureArray(file: NpyFile, range?: SampleRange): Promise<PictureArray> {
  const { count, height, width, channels, planar } = layoutOf(file.shape);
  const { sampleOf, notes } = await conversionOf(file, range);
  const pixels = width * height;
  return {
    count,
    notes,
    async picture(index): Promise<Picture> {
      const { data } = await file.read(index, 1);
      const samples = new Uint8Array(pixels * channels);
      for (let i = 0; i < pixels; i++) {
        for (let c = 0; c < channels; c++) samples[i * channels + c] = Math.min(255, Math.max(0, Math.floor(sampleOf(Number(data[planar ? c * pixels + i : i * channels + c])) + 0.5)));
      }
      return { width, height, channels, data: samples };
    },
    close: file.close,
  };
}

/** Wraps an array in memory so that it is read like one in a file. */
export function npyInMemory({ shape, type, data }: NpyArray): NpyFile {
  const each = data.length / shape[0];
  return { shape, type, read: async (first, count) => ({ shape: [count, ...shape.slice(1)], type, data: data.subarray(first * each, (first + count) * each) }), close: async () => {} };
}
