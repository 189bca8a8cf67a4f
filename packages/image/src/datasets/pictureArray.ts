import type { Picture } from '../pictures/picture.js';
import type { PictureArray } from './arraySource.js';
import type { NpyArray } from '@inrflow/core/node';

/** Position of the channels' axis of one picture. */
type Layout = { count: number; height: number; width: number; channels: 1 | 3 | 4; planar: boolean };

const isChannels = (length: number): length is 1 | 3 | 4 => length === 1 || length === 3 || length === 4;

/** `[count, height, width]`, `[count, height, width, channels]` or `[count, channels, height, width]`. */
function layoutOf(shape: readonly number[]): Layout {
  const [count, a, b, c] = shape;
  if (shape.length === 3) return { count, height: a, width: b, channels: 1, planar: false };
  if (shape.length === 4 && isChannels(c)) return { count, height: a, width: b, channels: c, planar: false };
  if (shape.length === 4 && isChannels(a)) return { count, height: b, width: c, channels: a, planar: true };
  throw new Error(
    `its shape is [${shape.join(', ')}]; expected [pictures, height, width], [pictures, height, width, channels] or [pictures, channels, height, width] with 1, 3 or 4 channels`,
  );
}

/** Scale and offset that bring floating-point samples to 0 … 255: those within [0, 1], [-1, 1] or [0, 255]. */
function floatRange(data: Float32Array | Float64Array): { scale: number; offset: number } {
  let [low, high] = [Infinity, -Infinity];
  for (const value of data) {
    if (!Number.isFinite(value)) throw new Error(`it holds ${value}; expected finite numbers`);
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low >= 0 && high <= 1) return { scale: 255, offset: 0 };
  if (low >= -1 && high <= 1) return { scale: 127.5, offset: 127.5 };
  if (low >= 0 && high <= 255) return { scale: 1, offset: 0 };
  throw new Error(`its values run from ${low} to ${high}; expected [0, 1], [-1, 1] or [0, 255]`);
}

/**
 * Pictures of a NumPy array: bytes, or floating-point numbers whose range (of the whole array) tells their scale.
 *
 * @throws Error whose message gives the reason: a shape, a type or a range that pictures do not have
 */
export function pictureArray({ shape, data }: NpyArray): PictureArray {
  const { count, height, width, channels, planar } = layoutOf(shape);
  if (!(data instanceof Uint8Array || data instanceof Float32Array || data instanceof Float64Array)) {
    throw new Error('its numbers are whole, but not uint8; expected uint8 or floating-point samples');
  }
  const { scale, offset } = data instanceof Uint8Array ? { scale: 1, offset: 0 } : floatRange(data);
  const pixels = width * height;
  return {
    count,
    picture(index): Picture {
      const base = index * pixels * channels;
      const samples = new Uint8Array(pixels * channels);
      for (let i = 0; i < pixels; i++) {
        for (let c = 0; c < channels; c++) {
          samples[i * channels + c] = Math.floor(data[base + (planar ? c * pixels + i : i * channels + c)] * scale + offset + 0.5);
        }
      }
      return { width, height, channels, data: samples };
    },
  };
}
