import { fixedStepSolver, move } from './sampler.js';

/** Euler's method, first order, one evaluation a step: the paper's sampler for pictures (100 steps). */
export const euler = fixedStepSolver(1, async (velocity, state, time, size) => move(state, [size, await velocity(state, time)]));
