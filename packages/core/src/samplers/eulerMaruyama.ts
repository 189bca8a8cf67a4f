import { diffusionOf, drift } from './diffusion.js';
import { fixedStepSolver } from './fixedStepSolver.js';
import { move } from './sampler.js';
import { noiseOf } from './stepNoise.js';

/**
 * The Euler–Maruyama method for dy = [v + ½ w s] dt + √w dW, weak order 1, one evaluation per step: the paper's sampler for image to point
 * cloud (500 steps). The last step is a step of Euler along the velocity: the score is undefined at t = 1, and noise added last would
 * stay in the sample.
 */
export const eulerMaruyama = fixedStepSolver(async (velocity, state, { index, time, size, last }, options) => {
  if (last) return move(state, [size, await velocity(state, time)]);
  const diffusion = diffusionOf(options)(time);
  const noise = noiseOf(options, index, state.length);
  return move(state, [size, await drift(velocity, state, time, diffusion, options.path)], [Math.sqrt(diffusion * size), noise]);
});
