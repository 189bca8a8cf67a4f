// Means with intervals, and whether a difference is one.
import { uniformValues } from '@inrflow/core';

const RESAMPLES = 2000;

/** The middle 95 % of numbers. */
function middle(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return [sorted[Math.floor(0.025 * sorted.length)], sorted[Math.ceil(0.975 * sorted.length) - 1]];
}

const meanOf = (numbers) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

/**
 * The mean of repeated measurements with its bootstrap interval (95 %): runs are drawn with replacement, and of each run drawn the examples, so that both what a seed and what a picture
 * changes are in it (Davison and Hinkley, 1997, section 3.8).
 *
 * @param runs one array of numbers for each seed, example by example
 */
export function interval(runs, resamples = RESAMPLES) {
  const draws = (stream, count) => uniformValues({ seed: 0, stream }, count);
  const longest = Math.max(...runs.map(({ length }) => length));
  const of = draws('bootstrap runs', resamples * runs.length);
  const within = draws('bootstrap examples', resamples * runs.length * longest);
  const means = Array.from({ length: resamples }, (_, r) => meanOf(runs.map((__, i) => {
    const run = runs[Math.floor(of[r * runs.length + i] * runs.length)];
    let sum = 0;
    for (let k = 0; k < run.length; k++) sum += run[Math.floor(within[(r * runs.length + i) * longest + k] * run.length)];
    return sum / run.length;
  })));
  const [low, high] = middle(means);
  return { mean: meanOf(runs.map(meanOf)), low, high };
}

/** What an interval of a difference says: that it is below 0, above it, or that it cannot be told. */
export const verdict = ({ low, high }) => (high < 0 ? 'lower' : low > 0 ? 'higher' : 'undecided');

/** What is measured of a run: `[{ example, time, loss }]` as the mean over times by weight, example by example in their order. @param weightOf a time's weight */
export function byExample(losses, weightOf) {
  const sums = new Map();
  for (const { example, time, loss } of losses) {
    const weight = weightOf(time);
    const [sum, total] = sums.get(example) ?? [0, 0];
    sums.set(example, [sum + weight * loss, total + weight]);
  }
  return [...sums].sort(([a], [b]) => a - b).map(([, [sum, total]]) => sum / total);
}
