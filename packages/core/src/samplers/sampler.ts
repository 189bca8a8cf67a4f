/** The velocity field dy/dt at a state and a time: `[values]` in, `[values]` out, both flat and of one size. */
export type Velocity = (state: Float32Array, time: number) => Promise<Float32Array>;

/** What a solver gives back. */
export interface Solution {
  /** The state at t = 1. */
  state: Float32Array;
  /** How often the velocity was asked for. */
  evaluations: number;
}

/** A fixed-step solver of dy/dt = v(y, t) from noise at t = 0 to data at t = 1. */
export type FixedStepSolver = (velocity: Velocity, initialState: Float32Array, steps: number) => Promise<Solution>;

/** `state + Σ weight·direction`, as a new array. */
export function move(state: Float32Array, ...terms: [weight: number, direction: Float32Array][]): Float32Array {
  return state.map((value, i) => terms.reduce((sum, [weight, direction]) => sum + weight * direction[i], value));
}

/**
 * A solver that takes `steps` equal steps by a one-step rule of `stages` velocity evaluations.
 *
 * @throws RangeError from the solver where `steps` is no positive integer
 */
export function fixedStepSolver(
  stages: number,
  step: (velocity: Velocity, state: Float32Array, time: number, size: number) => Promise<Float32Array>,
): FixedStepSolver {
  return async (velocity, initialState, steps) => {
    if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`steps must be a positive integer, not ${steps}`);
    let state = initialState;
    for (let i = 0; i < steps; i++) state = await step(velocity, state, i / steps, 1 / steps);
    return { state, evaluations: steps * stages };
  };
}
