import { fixedStepSolver, move } from './sampler.js';

/** The explicit midpoint rule, second order, two evaluations a step; never asks for the velocity at t = 1. */
export const midpoint = fixedStepSolver(2, async (velocity, state, time, size) => {
  const half = move(state, [size / 2, await velocity(state, time)]);
  return move(state, [size, await velocity(half, time + size / 2)]);
});
