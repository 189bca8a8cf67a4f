import { fixedStepSolver } from './fixedStepSolver.js';
import { move } from './sampler.js';

/** Euler's method: first order, one evaluation per step, none at t = 1. The paper's sampler for pictures (100 steps). */
export const euler = fixedStepSolver(async (velocity, state, { time, size }) => move(state, [size, await velocity(state, time)]));
