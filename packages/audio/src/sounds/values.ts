import { compress, expand } from './companding.js';
import type { Sound } from './sound.js';

/** Last part of a clip over which it fades if it is cut. */
const FADED = 0.05;

/** How a clip becomes values. */
export interface ValueOptions {
  /** Samples per clip. */
  length: number;
  /** μ of {@link compress}. */
  companding: number;
}

/**
 * Values of a clip, `[length, channels]`: pressure times the gain, companded. A longer clip is cut and fades over its last twentieth, by a raised cosine; a shorter one is padded with silence.
 */
export function valuesOf({ channels }: Pick<Sound, 'channels'>, gain: number, { length, companding }: ValueOptions): Float32Array {
  const there = channels[0].length;
  const values = new Float32Array(length * channels.length);
  const fade = there > length ? Math.max(1, Math.round(FADED * length)) : 0;
  channels.forEach((samples, channel) => {
    for (let i = 0; i < Math.min(there, length); i++) {
      const left = length - i - 0.5;
      const level = left < fade ? 0.5 - 0.5 * Math.cos((Math.PI * left) / fade) : 1;
      values[i * channels.length + channel] = compress(gain * level * samples[i], companding);
    }
  });
  return values;
}

/** The sound of values `[points, channels]`, at the rate (a whole number) at which they last as long as a training clip. */
export function soundOfValues(values: Float32Array, { rate, length, channels, companding }: ValueOptions & { rate: number; channels: number }): Sound {
  const points = values.length / channels;
  return {
    rate: Math.round((points * rate) / length),
    channels: Array.from({ length: channels }, (_, channel) => Float32Array.from({ length: points }, (__, i) => expand(values[i * channels + channel], companding))),
  };
}
