import type { Example } from './example.js';

/** Values and coordinates beyond these limits fit neither the noise, whose deviation is 1, nor the features of coordinates. */
const [LEAST_DEVIATION, MOST_DEVIATION, MOST_MEAN, MOST_COORDINATE] = [0.1, 5, 3, 10];

/** Warnings about examples that are far from the scale at which networks learn, a sentence each; none if all is well. */
export function scaleWarnings(examples: readonly Pick<Example, 'values' | 'coordinates'>[]): string[] {
  let [count, sum, squares, farthest] = [0, 0, 0, 0];
  for (const { values, coordinates } of examples) {
    for (const value of values) [count, sum, squares] = [count + 1, sum + value, squares + value * value];
    for (const coordinate of coordinates) farthest = Math.max(farthest, Math.abs(coordinate));
  }
  if (count === 0) return [];
  const mean = sum / count;
  const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
  const short = (value: number) => String(Number(value.toPrecision(3)));
  return [
    ...(deviation < LEAST_DEVIATION || deviation > MOST_DEVIATION || Math.abs(mean) > MOST_MEAN
      ? [`values have a mean of ${short(mean)} and a deviation of ${short(deviation)}, far from the unit scale that they are mixed with noise at: scale them, or set scale to 'fit'`] : []),
    ...(farthest > MOST_COORDINATE ? [`coordinates reach ${short(farthest)}: bring them to about [-1, 1], which features of places assume`] : []),
  ];
}
