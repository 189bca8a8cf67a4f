import type { Asked } from '@inrflow/core';
import { UsageError } from '../errors.js';
import { availableMemory } from '../memory.js';
import { megabytes } from '../words.js';

/** What determines the memory that sampling needs. */
export interface SampleSizes {
  /** Points of a sample. */
  points: number;
  /** Points of the context. */
  contextPoints: number;
  /** Channels of a value. */
  channels: number;
  /** Samples in all. */
  count: number;
  /** Samples solved side by side. */
  batch: number;
  /** Frames kept of each sample: 1, or those of its trajectory. */
  frames: number;
}

/** States and velocities that a solver holds of each sample, with guidance. */
const STATES = 10;

/** A lower estimate of the bytes that sampling needs. */
export function samplingBytes({ points, contextPoints, channels, count, batch, frames }: SampleSizes): number {
  const all = points + contextPoints;
  // Coordinates and the states of a batch; finished values in float32, frames in bytes.
  return all * 2 * 4 * 2 + Math.min(batch, count) * all * channels * 4 * STATES + count * points * channels * (4 + frames);
}

/** The option that determines the size of samples: its flag, its value, and the number of points for another value. */
export interface Extent {
  flag: string;
  /** The option's value. */
  asked: number;
  /** Evaluates the option for another value. */
  ask(value: number): Promise<Asked>;
}

/** Refuses samples that do not fit into memory. @param extent absent if no size was requested @throws UsageError with the estimate, and what fits */
export async function checkSamplingMemory(sizes: SampleSizes, extent: Extent | undefined, there = availableMemory()): Promise<void> {
  const needed = samplingBytes(sizes);
  if (needed <= there) return;
  const fewer = sizes.batch > 1 ? ', or a smaller --batch or --count' : '';
  const short = `about ${megabytes(needed)} of memory, and ${megabytes(there)} are free`;
  if (!extent) throw new UsageError(`the samples need ${short}: ask for fewer with --count${fewer}`);
  let fits = extent.asked;
  const pointsAt = async (value: number) => (await extent.ask(value)).query?.points ?? sizes.contextPoints;
  while (fits > 1 && samplingBytes({ ...sizes, points: await pointsAt(fits) }) > there) fits = Math.floor(fits * 0.9);
  throw new UsageError(`${extent.flag} ${extent.asked}: needs ${short}; up to ${extent.flag} ${fits} fits${fewer}`);
}
