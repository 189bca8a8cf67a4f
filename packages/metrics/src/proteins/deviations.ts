import { meanAndDeviation } from '../features/meanAndDeviation.js';

/** How far lengths are from what they should be. */
export interface Deviations {
  /** How many lengths there are; if none, the mean, standard deviation, root mean square and largest are NaN. */
  count: number;
  /** Å, of length minus ideal length. */
  mean: number;
  /** Å, about that mean, divided by count. */
  standardDeviation: number;
  /** Å, about the ideal lengths. */
  rootMeanSquare: number;
  /** Å, the largest either way. */
  largest: number;
  /** How many are off by more than {@link bondTolerance}. */
  outliers: number;
}

/** Å: a bond that is off by more is an outlier. Five times the 0.02 Å by which bonds of a kind differ in crystals. */
export const bondTolerance = 0.1;

/**
 * Counts deviations from ideal lengths and takes their moments.
 *
 * @param values length minus ideal length in Å, `[lengths]`
 */
export function summarizeDeviations(values: readonly number[]): Deviations {
  const count = values.length;
  const rootMeanSquare = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / count);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const outliers = values.filter((value) => Math.abs(value) > bondTolerance).length;
  return { count, ...meanAndDeviation(values), rootMeanSquare, largest: count ? largest : NaN, outliers };
}
