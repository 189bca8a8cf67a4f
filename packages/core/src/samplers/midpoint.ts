import { fixedStepSolver, type Step } from './fixedStepSolver.js';
import { move, type Velocity } from './sampler.js';

/** One step of the explicit midpoint rule. */
export async function midpointStep(velocity: Velocity, state: Float32Array, { time, size }: Step): Promise<Float32Array> {
  const half = move(state, [size / 2, await velocity(state, time)]);
  return move(state, [size, await velocity(half, time + size / 2)]);
}

/** The explicit midpoint rule: second order, two evaluations per step; never evaluates the velocity at t = 1. */
export const midpoint = fixedStepSolver(midpointStep);
