import { fixedStepSolver } from './fixedStepSolver.js';
import { move } from './sampler.js';

/** The classical Runge–Kutta method: fourth order, four evaluations per step, the last at the end of the path's times. */
export const rungeKutta4 = fixedStepSolver(async (velocity, state, { time, size }) => {
  const k1 = await velocity(state, time);
  const k2 = await velocity(move(state, [size / 2, k1]), time + size / 2);
  const k3 = await velocity(move(state, [size / 2, k2]), time + size / 2);
  const k4 = await velocity(move(state, [size, k3]), time + size);
  return move(state, [size / 6, k1], [size / 3, k2], [size / 3, k3], [size / 6, k4]);
});
