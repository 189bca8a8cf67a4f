import { UsageError } from '../errors.js';
import { availableMemory } from '../memory.js';
import { megabytes } from '../words.js';

/** What samples are made of, as far as memory goes. */
export interface SampleSizes {
  /** What the number of points was asked for with, and as what: `--size` 64. */
  flag: '--size' | '--points';
  asked: number;
  /** Points of a sample, and of the context. */
  points: number;
  contextPoints: number;
  /** Channels of a value. */
  channels: number;
  /** Samples in all. */
  count: number;
  /** Samples solved side by side. */
  batch: number;
  /** Pictures kept of each sample: 1, or those of its trajectory. */
  frames: number;
}

/** States and velocities that a solver holds of each sample, with guidance. */
const STATES = 10;

/** An estimate, from below, of the bytes that sampling needs. */
export function samplingBytes({ points, contextPoints, channels, count, batch, frames }: SampleSizes): number {
  const all = points + contextPoints;
  // Coordinates and the states of a batch; finished values in float32, pictures in bytes.
  return all * 2 * 4 * 2 + Math.min(batch, count) * all * channels * 4 * STATES + count * points * channels * (4 + frames);
}

/** Refuses samples that no memory here holds. @throws UsageError with the estimate */
export function checkSamplingMemory(sizes: SampleSizes, there = availableMemory()): void {
  const needed = samplingBytes(sizes);
  if (needed <= there) return;
  const { flag, asked, points, batch } = sizes;
  // Points grow with the square of a picture's edge.
  const pointsOf = (value: number) => points * (value / asked) ** (flag === '--size' ? 2 : 1);
  let fits = asked;
  while (fits > 1 && samplingBytes({ ...sizes, points: pointsOf(fits) }) > there) fits = Math.floor(fits * 0.9);
  const fewer = batch > 1 ? ', or a smaller --batch or --count' : '';
  throw new UsageError(`${flag} ${asked}: needs about ${megabytes(needed)} of memory, and ${megabytes(there)} are free; up to ${flag} ${fits} fits${fewer}`);
}
