import type { SolverOptions } from './sampler.js';

/**
 * The times between the steps of a fixed-step solver, from the start of the path's range of times to its end.
 *
 * @returns `[steps + 1]`, rising
 * @throws RangeError if steps is not a positive integer or shift is not positive
 */
export function stepTimes({ path, steps = 100, shift = 1 }: Pick<SolverOptions, 'path' | 'steps' | 'shift'>): Float64Array {
  if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`steps must be a positive integer, not ${steps}`);
  if (!(shift > 0 && shift < Infinity)) throw new RangeError(`shift must be positive, not ${shift}`);
  const [from, to] = path.timeRange ?? [0, 1];
  return Float64Array.from({ length: steps + 1 }, (_, i) => {
    const even = i / steps;
    return i === steps ? to : from + (to - from) * (even / (shift - (shift - 1) * even));
  });
}
