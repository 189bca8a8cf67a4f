import type { Path } from '../../paths/index.js';
import type { Solver, SolverOptions, Velocity } from '../sampler.js';

/** Gaussian data N(mean, deviation²), for which every quantity of a path has a closed form. */
export interface GaussianData {
  mean: number;
  deviation: number;
}

/** Mean and variance of y_t = α·d + σ·ε. */
export function marginal({ mean, deviation }: GaussianData, path: Path, time: number): { mean: number; variance: number } {
  return { mean: path.alpha(time) * mean, variance: (path.alpha(time) * deviation) ** 2 + path.sigma(time) ** 2 };
}

/** The marginal velocity E[u_t | y_t] = α' m + (v' / 2v)·(y − α m), v the variance of y_t. */
export function gaussianVelocity(data: GaussianData, path: Path): Velocity {
  return async (state, time) => {
    const { mean, variance } = marginal(data, path, time);
    const halfSlope = path.alpha(time) * path.alphaDerivative(time) * data.deviation ** 2 + path.sigma(time) * path.sigmaDerivative(time);
    return state.map((y) => path.alphaDerivative(time) * data.mean + (halfSlope / variance) * (y - mean));
  };
}

/**
 * The exact mean and variance of a stochastic solver's result on Gaussian data, without drawing: the drift is affine and the noise additive, so
 * the result is affine in the initial value and each step's noise, and a run in which each value sets one of those to 1 gives the
 * coefficients.
 */
export async function exactMoments(solver: Solver, data: GaussianData, options: SolverOptions & { steps: number }): Promise<{ mean: number; variance: number }> {
  const { steps } = options;
  const unit = (at: number) => Float32Array.from({ length: steps + 2 }, (_, i) => (i === at ? 1 : 0));
  const { state } = await solver(gaussianVelocity(data, options.path), unit(1), { ...options, noise: (step) => unit(step + 2) });
  const [mean, ...others] = state;
  return { mean, variance: others.reduce((sum, y) => sum + (y - mean) ** 2, 0) };
}
