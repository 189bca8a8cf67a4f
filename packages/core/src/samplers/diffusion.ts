import { choose } from '../errors/nearest.js';
import { scoreFromVelocity, type Path } from '../paths/index.js';
import { move, type SolverOptions, type Velocity } from './sampler.js';

/** A diffusion schedule w(t) ≥ 0: how much noise a stochastic solver adds at a time, and removes again by the score. */
export type Diffusion = (time: number, path: Path) => number;

/** Diffusion schedules by name (Ma et al., SiT, 2024, table 7). */
export const diffusions = {
  /** w = σ(t): fades with the noise, so that the drift stays bounded up to t = 1. */
  sigma: (time, path) => path.sigma(time),
  /** w = 1. */
  constant: () => 1,
  /** w = sin²(πt): zero at both ends. */
  sine: (time) => Math.sin(Math.PI * time) ** 2,
} satisfies Record<string, Diffusion>;

/** Name of a diffusion schedule. */
export type DiffusionName = keyof typeof diffusions;

/**
 * The diffusion from a solver's options, scaled.
 *
 * @throws RangeError for a name that does not exist, and from the schedule if it is negative or not finite
 */
export function diffusionOf({ path, diffusion = 'sigma', diffusionScale = 1 }: SolverOptions): (time: number) => number {
  const schedule = typeof diffusion === 'string' ? choose<Diffusion>('diffusion', diffusions, diffusion) : diffusion;
  return (time) => {
    const value = diffusionScale * schedule(time, path);
    if (!(value >= 0 && value < Infinity)) throw new RangeError(`the diffusion at time ${time} is ${value}; expected a number of at least 0`);
    return value;
  };
}

/**
 * The drift v + ½ w(t)·s of the stochastic equation dy = [v + ½ w s] dt + √w dW, which has the marginals of dy/dt = v at every time, with the
 * score s that the velocity implies on the path (Ma et al., SiT, 2024, equation 4).
 */
export async function drift(velocity: Velocity, state: Float32Array, time: number, diffusion: number, path: Path): Promise<Float32Array> {
  const values = await velocity(state, time);
  if (diffusion === 0) return values;
  // The score is linear in state and velocity, so two probes give its weights.
  const onState = scoreFromVelocity(path, 1, 0, time);
  const onVelocity = scoreFromVelocity(path, 0, 1, time);
  return move(values, [0.5 * diffusion * onState, state], [0.5 * diffusion * onVelocity, values]);
}
