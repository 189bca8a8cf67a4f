import type { Path } from './path.js';

/**
 * The data and the noise implied by a state `y_t` and a velocity `u_t`, from the two linear equations
 * `y = α·d + σ·ε`, `u = α'·d + σ'·ε`.
 *
 * @throws RangeError if the equations are singular at this time
 */
export function splitVelocity(path: Path, state: number, velocity: number, time: number): { denoised: number; noise: number } {
  const alpha = path.alpha(time);
  const sigma = path.sigma(time);
  const determinant = alpha * path.sigmaDerivative(time) - sigma * path.alphaDerivative(time);
  if (!(Math.abs(determinant) > 1e-12)) {
    throw new RangeError(`the ${path.name} path does not determine data and noise at time ${time}`);
  }
  return {
    denoised: (path.sigmaDerivative(time) * state - sigma * velocity) / determinant,
    noise: (alpha * velocity - path.alphaDerivative(time) * state) / determinant,
  };
}

/** Below this σ, velocities are computed as if σ had this value: a solver's last step then still ends at the denoised state, unless it is shorter than this. */
const LEAST_SIGMA = 1e-3;

/** Below this σ, the training weight of errors of the denoised state no longer grows (Li and He, "Back to Basics", 2025). */
const LEAST_TRAINED_SIGMA = 0.05;

/**
 * The velocity implied by a denoised state, as two factors: with ε = (y − α·d) / σ, `u = α'·d + σ'·ε = denoised · d + state · y`.
 * On the linear path u = (d − y) / (1 − t), so that one step of Euler from t to 1 ends at d.
 *
 * @param time inside the path's range
 */
export function velocityFactors(path: Path, time: number): { denoised: number; state: number } {
  const state = path.sigmaDerivative(time) / Math.max(path.sigma(time), LEAST_SIGMA);
  return { denoised: path.alphaDerivative(time) - path.alpha(time) * state, state };
}

/**
 * The training weight of a denoised state's squared error: the square of the factor in {@link velocityFactors}, which turns it into the
 * squared error of the velocity, with σ at least 0.05.
 */
export function denoisedWeight(path: Path, time: number): number {
  const factor = path.alphaDerivative(time) - (path.alpha(time) * path.sigmaDerivative(time)) / Math.max(path.sigma(time), LEAST_TRAINED_SIGMA);
  return factor * factor;
}

/**
 * The score ∇ log p_t(y) implied by a velocity: −ε/σ with ε from {@link splitVelocity}.
 *
 * @throws RangeError if σ is 0, as at t = 1, because the score is undefined there
 */
export function scoreFromVelocity(path: Path, state: number, velocity: number, time: number): number {
  const sigma = path.sigma(time);
  if (!(sigma > 0)) throw new RangeError(`the score of the ${path.name} path has no value at time ${time}, where sigma is ${sigma}`);
  return -splitVelocity(path, state, velocity, time).noise / sigma;
}
