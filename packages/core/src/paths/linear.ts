import type { Path } from './path.js';

/** Rectified flow, the paper's default: α = t, σ = 1 − t, so that u = y_data − ε. */
export const linear: Path = {
  name: 'linear',
  alpha: (time) => time,
  sigma: (time) => 1 - time,
  alphaDerivative: () => 1,
  sigmaDerivative: () => -1,
};
