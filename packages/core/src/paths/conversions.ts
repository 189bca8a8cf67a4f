import type { Path } from './path.js';

/**
 * The data and the noise that a state `y_t` and a velocity `u_t` stand for, from the two linear equations
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

/**
 * The score ∇ log p_t(y) that a velocity means: −ε/σ with ε from {@link splitVelocity}.
 *
 * @throws RangeError at t = 1, if σ = 0 and the score has no value
 */
export function scoreFromVelocity(path: Path, state: number, velocity: number, time: number): number {
  const sigma = path.sigma(time);
  if (!(sigma > 0)) throw new RangeError(`the score of the ${path.name} path has no value at time ${time}, where sigma is ${sigma}`);
  return -splitVelocity(path, state, velocity, time).noise / sigma;
}
