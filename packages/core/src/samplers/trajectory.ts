import { splitVelocity } from '../paths/index.js';
import { move, type SolverOptions, type Velocity } from './sampler.js';

/** One run of a solver: its velocity, checked and counted, and its reports after each step. */
export interface Trajectory {
  velocity: Velocity;
  /** Number of velocity evaluations so far. */
  evaluations(): number;
  /** Reports a step; at the end of the path's range of times it first completes the state to t = 1. */
  arrive(state: Float32Array, time: number, step: number): Promise<Float32Array>;
}

/**
 * What all solvers share: a velocity that is refused if its size differs from the state's or a value is not finite, the count of
 * evaluations, and the end. A path whose range of times ends before 1 is completed by one evaluation there, with the denoised
 * state that it implies (Song et al., 2021, appendix G).
 */
export function trajectory(velocity: Velocity, { path, onStep }: SolverOptions): Trajectory {
  let evaluations = 0;
  const end = path.timeRange?.[1] ?? 1;
  const checked: Velocity = async (state, time) => {
    evaluations++;
    const values = await velocity(state, time);
    if (values.length !== state.length) throw new Error(`the velocity at time ${time} has ${values.length} values; expected the state's ${state.length}`);
    const fault = firstNotFinite(values);
    if (fault >= 0) throw new Error(`the velocity at time ${time} is ${values[fault]} at value ${fault}; expected finite numbers`);
    return values;
  };
  return {
    velocity: checked,
    evaluations: () => evaluations,
    async arrive(state, time, step) {
      const last = time >= end;
      if (last && end < 1) state = denoise(state, await checked(state, time), time);
      await onStep?.(state, last ? 1 : time, step);
      return state;
    },
  };

  function denoise(state: Float32Array, values: Float32Array, time: number): Float32Array {
    // The conversion is linear in state and velocity, so two probes give its weights.
    const onState = splitVelocity(path, 1, 0, time).denoised;
    const onVelocity = splitVelocity(path, 0, 1, time).denoised;
    return move(state, [onState - 1, state], [onVelocity, values]);
  }
}

function firstNotFinite(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * 0;
  return sum === 0 ? -1 : values.findIndex((value) => !Number.isFinite(value));
}
