import type { Path } from './path.js';

const HALF_PI = Math.PI / 2;

/** The trigonometric (generalized variance-preserving) path: α = sin(πt/2), σ = cos(πt/2). */
export const trigonometric: Path = {
  name: 'trigonometric',
  alpha: (time) => Math.sin(HALF_PI * time),
  sigma: (time) => Math.cos(HALF_PI * time),
  alphaDerivative: (time) => HALF_PI * Math.cos(HALF_PI * time),
  sigmaDerivative: (time) => -HALF_PI * Math.sin(HALF_PI * time),
};
