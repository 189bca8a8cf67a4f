import { diffusionOf, drift } from './diffusion.js';
import { fixedStepSolver } from './fixedStepSolver.js';
import { midpointStep } from './midpoint.js';
import { move } from './sampler.js';
import { noiseOf } from './stepNoise.js';

/**
 * The stochastic Heun method for dy = [v + ½ w s] dt + √w dW, two evaluations a step: weak order 2, the noise being additive (Kloeden and
 * Platen, 1992, section 15.1). Predictor and corrector carry the same noise, of the diffusion at the middle of the step. The last step
 * is the midpoint rule's along the velocity alone, because the score has no value at t = 1.
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
