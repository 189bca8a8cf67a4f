import { UsageError } from '../errors.js';
import { availableMemory } from '../memory.js';
import { megabytes } from '../words.js';

/** What samples are made of, as far as memory goes. */
export interface SampleSizes {
  size: number;
  trainingSize: number;
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
export function samplingBytes({ size, trainingSize, channels, count, batch, frames }: SampleSizes): number {
  const points = size ** 2 + trainingSize ** 2;
  // Coordinates; states in float32; finished pictures in bytes, once as they are and once on their sheet.
  return points * 2 * 4 * 2 + Math.min(batch, count) * points * channels * 4 * STATES + count * size ** 2 * channels * (frames + 1);
}

/** Refuses pictures that no memory here holds. @throws UsageError with the estimate */
export function checkSamplingMemory(sizes: SampleSizes, there = availableMemory()): void {
  const needed = samplingBytes(sizes);
  if (needed <= there) return;
  let fits = sizes.size;
  while (fits > 1 && samplingBytes({ ...sizes, size: fits }) > there) fits = Math.floor(fits * 0.9);
  const fewer = sizes.batch > 1 ? ', or a smaller --batch or --count' : '';
  throw new UsageError(`--size ${sizes.size}: needs about ${megabytes(needed)} of memory, and ${megabytes(there)} are free; up to --size ${fits} fits${fewer}`);
}
