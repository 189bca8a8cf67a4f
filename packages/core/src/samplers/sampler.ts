import type { Path } from '../paths/index.js';
import type { Diffusion, DiffusionName } from './diffusion.js';

/** The velocity field dy/dt at a state and a time: `[values]` in, `[values]` out, both flat and of one size. */
export type Velocity = (state: Float32Array, time: number) => Promise<Float32Array>;

/** What a solver gives back. */
export interface Solution {
  /** The state at t = 1. */
  state: Float32Array;
  /** Number of velocity evaluations. */
  evaluations: number;
}

/** Options of solvers; every solver takes the same ones and ignores those that do not apply to it. */
export interface SolverOptions {
  /** The path of training, which gives the range of times and, for stochastic solvers, the score. */
  path: Path;
  /** Number of steps; adaptive solvers choose their own. Default 100. */
  steps?: number;
  /**
   * Placement of the steps: time t of equal steps becomes t / (shift − (shift − 1)·t), so that values above 1 put more steps near
   * the noise, as large pictures need (Esser et al., 2024). Default 1, equal steps.
   */
  shift?: number;
  /** The position of the given state, if it is not at the beginning: its time and the number of steps before it, as reported to `onStep`. */
  start?: { time: number; step: number };
  /** Standard normal numbers `[values]` for a step, required by stochastic solvers: see {@link stepNoise}. */
  noise?: (step: number) => Float32Array;
  /** The diffusion w(t) of stochastic solvers, by name or as a function. Default `sigma`. */
  diffusion?: DiffusionName | Diffusion;
  /** Factor on the diffusion; 0 gives the probability flow. Default 1. */
  diffusionScale?: number;
  /** Error per step that an adaptive solver allows, relative to the state. Default 1e-5. */
  relativeTolerance?: number;
  /** Error per step that an adaptive solver allows in addition to the relative one, in units of the values. Default 1e-5. */
  absoluteTolerance?: number;
  /** Evaluations after which an adaptive solver gives up. Default 2000. */
  maximumEvaluations?: number;
  /** Called, and awaited, after each step with its state, its time and the number of steps done; the last time is 1. Do not modify the state. */
  onStep?: (state: Float32Array, time: number, step: number) => void | Promise<void>;
}

/**
 * Carries noise at t = 0 to data at t = 1 along a velocity. Does not modify the initial state `[values]`.
 *
 * @throws RangeError if an option is out of range; Error if the velocity has another size than the state or is not finite
 */
export type Solver = (velocity: Velocity, initialState: Float32Array, options: SolverOptions) => Promise<Solution>;

const BLOCK = 1024;

/** `state + Σ weight·direction`, summed in double precision, as a new array. */
export function move(state: Float32Array, ...terms: readonly (readonly [weight: number, direction: Float32Array])[]): Float32Array {
  const moved = new Float32Array(state.length);
  const sums = new Float64Array(Math.min(state.length, BLOCK));
  // Term by term over a block that stays in the fastest cache, which is several times faster than element by element.
  for (let start = 0; start < state.length; start += BLOCK) {
    const size = Math.min(BLOCK, state.length - start);
    for (let i = 0; i < size; i++) sums[i] = state[start + i];
    for (const [weight, direction] of terms) {
      if (weight !== 0) for (let i = 0; i < size; i++) sums[i] += weight * direction[start + i];
    }
    for (let i = 0; i < size; i++) moved[start + i] = sums[i];
  }
  return moved;
}
