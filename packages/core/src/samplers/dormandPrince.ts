import { move, type Solver } from './sampler.js';
import { trajectory } from './trajectory.js';

// The tableau of Dormand and Prince (1980); the last row of weights is also the fifth-order solution.
const TIMES = [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1];
const WEIGHTS = [
  [],
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
];
/** Fifth-order weights minus fourth-order ones. */
const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];

/**
 * The adaptive method of Dormand and Prince, order 5(4): six evaluations per attempted step; the last evaluation is at the end of the path's times.
 *
 * A step is accepted if the root mean square of its error estimate, each value divided by absolute + relative·|value|, is at most 1; a
 * proportional-integral controller (Hairer, Nørsett and Wanner, 1993, section IV.2) sets the next size. The mean is over the whole state, so
 * a sample's result depends on its batch within the tolerance; solve samples one by one to avoid that.
 *
 * @throws Error if t = 1 is not reached within `maximumEvaluations`
 */
export const dormandPrince: Solver = async (velocity, initialState, options) => {
  const { path, relativeTolerance = 1e-5, absoluteTolerance = 1e-5, maximumEvaluations = 2000 } = options;
  for (const [name, value] of Object.entries({ relativeTolerance, absoluteTolerance })) {
    if (!(value > 0 && value < Infinity)) throw new RangeError(`${name} must be positive, not ${value}`);
  }
  const [begin, end] = path.timeRange ?? [0, 1];
  const { time: from, step: before } = options.start ?? { time: begin, step: 0 };
  const run = trajectory(velocity, options);
  const norm = (values: Float32Array, ...states: Float32Array[]) => scaledNorm(values, states, relativeTolerance, absoluteTolerance);
  let state = initialState;
  let time = from;
  let slope = await run.velocity(state, time);
  let size = Math.min(end - from, firstSize(norm(state, state), norm(slope, state)));
  let steps = before;
  let previousError = 1e-4;
  let rejected = false;
  while (time < end) {
    if (run.evaluations() + 6 > maximumEvaluations) {
      throw new Error(`dormand-prince is at time ${time.toPrecision(4)} after ${run.evaluations()} evaluations and would pass maximumEvaluations, ${maximumEvaluations}; ` +
        `expected to reach time ${end}: raise it, or loosen relativeTolerance ${relativeTolerance} and absoluteTolerance ${absoluteTolerance}`);
    }
    // Without the margin, a last step shorter than rounding would be left over.
    const last = time + 1.0001 * size >= end;
    if (last) size = end - time;
    const slopes = [slope];
    let next = state;
    for (let stage = 1; stage < 7; stage++) {
      next = move(state, ...WEIGHTS[stage].map((weight, i) => [size * weight, slopes[i]] as const));
      slopes.push(await run.velocity(next, stage >= 5 && last ? end : time + TIMES[stage] * size));
    }
    const error = Math.max(1e-10, norm(move(new Float32Array(state.length), ...ERROR.map((weight, i) => [size * weight, slopes[i]] as const)), state, next));
    if (error > 1) {
      size *= Math.max(0.2, 0.9 * error ** -0.17);
      rejected = true;
      continue;
    }
    time = last ? end : time + size;
    state = await run.arrive(next, time, ++steps);
    slope = slopes[6];
    size *= Math.min(rejected ? 1 : 10, Math.max(0.2, 0.9 * error ** -0.17 * previousError ** 0.04));
    previousError = Math.max(error, 1e-4);
    rejected = false;
  }
  return { state, evaluations: run.evaluations() };
};

/** A first size that changes the state by about a hundredth; the controller corrects it from there. */
function firstSize(stateNorm: number, slopeNorm: number): number {
  return stateNorm < 1e-5 || slopeNorm < 1e-5 ? 1e-3 : (0.01 * stateNorm) / slopeNorm;
}

/** Root mean square of values, each divided by absolute + relative · the largest state at its position. */
function scaledNorm(values: Float32Array, states: Float32Array[], relative: number, absolute: number): number {
  if (values.length === 0) return 0;
  const { abs, max } = Math;
  let sum = 0;
  const [first, second = first] = states;
  for (let i = 0; i < values.length; i++) {
    const ratio = values[i] / (absolute + relative * max(abs(first[i]), abs(second[i])));
    sum += ratio * ratio;
  }
  return Math.sqrt(sum / values.length);
}
