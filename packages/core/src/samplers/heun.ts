import { fixedStepSolver } from './fixedStepSolver.js';
import { move } from './sampler.js';

/** Heun's method (the explicit trapezoidal rule), second order, two evaluations per step, the last at the end of the path's times. */
export const heun = fixedStepSolver(async (velocity, state, { time, size }) => {
  const start = await velocity(state, time);
  const end = await velocity(move(state, [size, start]), time + size);
  return move(state, [size / 2, start], [size / 2, end]);
});
