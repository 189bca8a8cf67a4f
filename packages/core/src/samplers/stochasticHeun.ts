import { diffusionOf, drift } from './diffusion.js';
import { fixedStepSolver } from './fixedStepSolver.js';
import { midpointStep } from './midpoint.js';
import { move } from './sampler.js';
import { noiseOf } from './stepNoise.js';

/**
 * The stochastic Heun method for dy = [v + ½ w s] dt + √w dW, two evaluations per step: weak order 2, because the noise is additive (Kloeden and
 * Platen, 1992, section 15.1). Predictor and corrector use the same noise, with the diffusion at the middle of the step. The last step
 * uses the midpoint rule along the velocity, because the score is undefined at t = 1.
 */
export const stochasticHeun = fixedStepSolver(async (velocity, state, step, options) => {
  const { index, time, size, last } = step;
  if (last) return midpointStep(velocity, state, step);
  const diffusion = diffusionOf(options);
  const noise = noiseOf(options, index, state.length);
  const spread = Math.sqrt(diffusion(time + size / 2) * size);
  const start = await drift(velocity, state, time, diffusion(time), options.path);
  const predicted = move(state, [size, start], [spread, noise]);
  const end = await drift(velocity, predicted, time + size, diffusion(time + size), options.path);
  return move(state, [size / 2, start], [size / 2, end], [spread, noise]);
});
