import type { Sound } from '../sounds/index.js';

/** Plucked tones of 400 samples at 8000 Hz, each higher than the one before. */
export function tones(count: number, { channels = 1, length = 400, rate = 8000 } = {}): Sound[] {
  return Array.from({ length: count }, (_, k) => ({
    rate,
    channels: Array.from({ length: channels }, (__, channel) => Float32Array.from({ length }, (___, i) => 0.9 * Math.exp((-4 * i) / length) * Math.sin((2 * Math.PI * (200 * (k + 1) + 50 * channel) * i) / rate))),
  }));
}
