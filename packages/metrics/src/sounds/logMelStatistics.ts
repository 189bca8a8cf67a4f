import { melBands } from './melBands.js';
import { spectrogram } from './spectrogram.js';

/** Options of {@link logMelStatistics}. */
export interface LogMelOptions {
  /** Samples per second. */
  rate: number;
  /** Bands of the mel scale. Default 16. */
  bands?: number;
  /** Samples of a frame, a power of two. Default 256. */
  size?: number;
  /** Decibels of full scale below which everything counts as silence. Default −60. */
  floor?: number;
}

/**
 * Summarizes a sound as a short vector: for each mel band, the mean and the standard deviation over time of its power in decibels, not below the floor.
 * Frames overlap by three quarters.
 *
 * @returns `[2 · bands]`: means, then deviations
 */
export function logMelStatistics(signal: ArrayLike<number>, { rate, bands = 16, size = 256, floor = -60 }: LogMelOptions): Float64Array {
  const { frames, bins, magnitudes } = spectrogram(signal, { size, hop: size / 4 });
  const filters = melBands({ bands, bins, rate });
  const statistics = new Float64Array(2 * bands);
  for (let b = 0; b < bands; b++) {
    let [sum, squares] = [0, 0];
    for (let t = 0; t < frames; t++) {
      let power = 0;
      for (let k = 0; k < bins; k++) power += filters[b * bins + k] * magnitudes[t * bins + k] ** 2;
      const decibels = Math.max(floor, 10 * Math.log10(power + 1e-30));
      sum += decibels;
      squares += decibels * decibels;
    }
    const mean = sum / frames;
    statistics[b] = mean;
    statistics[bands + b] = Math.sqrt(Math.max(0, squares / frames - mean * mean));
  }
  return statistics;
}
