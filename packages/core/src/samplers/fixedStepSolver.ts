import { type Solver, type SolverOptions, type Velocity } from './sampler.js';
import { stepTimes } from './stepTimes.js';
import { trajectory } from './trajectory.js';

/** One step of a solver. */
export interface Step {
  /** Its number, from 0. */
  index: number;
  /** Time at its start. */
  time: number;
  /** Its length in time. */
  size: number;
  /** Whether it is the last one. */
  last: boolean;
}

/** A one-step rule: returns the state after a step. */
export type StepRule = (velocity: Velocity, state: Float32Array, step: Step, options: SolverOptions) => Promise<Float32Array>;

/** Makes a solver that takes the steps of {@link stepTimes} by a one-step rule. */
export function fixedStepSolver(rule: StepRule): Solver {
  return async (velocity, initialState, options) => {
    const times = stepTimes(options);
    const run = trajectory(velocity, options);
    let state = initialState;
    for (let index = options.start?.step ?? 0; index < times.length - 1; index++) {
      const step = { index, time: times[index], size: times[index + 1] - times[index], last: index === times.length - 2 };
      state = await run.arrive(await rule(run.velocity, state, step, options), times[index + 1], index + 1);
    }
    return { state, evaluations: run.evaluations() };
  };
}
