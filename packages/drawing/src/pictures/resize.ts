import { resampleTaps, type ResizeMethod, type Tap } from './filters.js';
import type { Picture } from './picture.js';

/** Samples of any range: `[height, width, channels]`, row-major. */
export interface Samples {
  width: number;
  height: number;
  channels: number;
  data: Float32Array;
}

/** Resamples along the rows and transposes the result, so that two passes cover both axes. */
function pass({ width, height, channels, data }: Samples, taps: Tap[]): Samples {
  const out = new Float32Array(taps.length * height * channels);
  for (let x = 0; x < taps.length; x++) {
    const { first, weights } = taps[x];
    for (let y = 0; y < height; y++) {
      const to = (x * height + y) * channels;
      for (let k = 0; k < weights.length; k++) {
        const from = (y * width + first + k) * channels;
        for (let c = 0; c < channels; c++) out[to + c] += weights[k] * data[from + c];
      }
    }
  }
  return { width: height, height: taps.length, channels, data: out };
}

/** The method that suits a change of size along one axis: area averaging if it shrinks, Catmull–Rom if it grows. */
function suitableMethod(from: number, to: number): ResizeMethod {
  return to < from ? 'area' : 'bicubic';
}

/**
 * Resamples a grid of samples to another size. Without a method: area averaging (no aliasing) along an axis that shrinks, bicubic
 * along one that grows. Overshoot of the bicubic kernel is kept.
 */
export function resizeSamples(samples: Samples, width: number, height: number, method?: ResizeMethod): Samples {
  const across = resampleTaps(samples.width, width, method ?? suitableMethod(samples.width, width));
  const down = resampleTaps(samples.height, height, method ?? suitableMethod(samples.height, height));
  return pass(pass(samples, across), down);
}

/**
 * A picture at another size. Alpha is premultiplied while resampling, so that the colour of transparent pixels does not bleed.
 * `bilinear` and `bicubic` interpolate and are meant for enlarging; for shrinking leave the method out.
 *
 * @param method `nearest`, `bilinear`, `bicubic` or `area`; by default, area if an axis shrinks and bicubic if it grows
 * @throws RangeError if a size is not a positive integer
 */
export function resizePicture(picture: Picture, width: number, height: number, method?: ResizeMethod): Picture {
  for (const [name, size] of Object.entries({ width, height })) {
    if (!Number.isInteger(size) || size < 1) throw new RangeError(`${name} of a resized picture must be a positive integer, not ${size}`);
  }
  const { channels } = picture;
  const data = Float32Array.from(picture.data);
  if (channels === 4) scaleColours(data, (alpha) => alpha / 255);
  const resized = resizeSamples({ ...picture, data }, width, height, method);
  if (channels === 4) scaleColours(resized.data, (alpha) => (alpha > 0 ? 255 / alpha : 0));
  return { width, height, channels, data: toBytes(resized.data) };
}

function scaleColours(data: Float32Array, factor: (alpha: number) => number): void {
  for (let i = 0; i < data.length; i += 4) {
    const by = factor(data[i + 3]);
    for (let c = 0; c < 3; c++) data[i + c] *= by;
  }
}

/** Rounds to whole samples in [0, 255]. */
export function toBytes(data: Float32Array): Uint8Array {
  // A loop: `from` with a function is fifty times slower.
  const bytes = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) bytes[i] = Math.min(255, Math.max(0, Math.floor(data[i] + 0.5)));
  return bytes;
}
