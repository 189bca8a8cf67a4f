import type { Path } from './path.js';

const BETA_MINIMUM = 0.1;
const BETA_MAXIMUM = 20;

/** Half the integral of the noise rate from the data (s = 0) to noise time s = 1 − t, and its derivative by t. */
function exponent(time: number): { value: number; derivative: number } {
  const s = 1 - time;
  return {
    value: 0.25 * s * s * (BETA_MAXIMUM - BETA_MINIMUM) + 0.5 * s * BETA_MINIMUM,
    derivative: -(0.5 * s * (BETA_MAXIMUM - BETA_MINIMUM) + 0.5 * BETA_MINIMUM),
  };
}

/**
 * The variance-preserving diffusion of Song et al. (2021) as a path: α = exp(−B(1 − t)), σ = √(1 − α²) with
 * B(s) = ¼ s²(β₁ − β₀) + ½ s β₀, β₀ = 0.1, β₁ = 20. At t = 0 a share α(0) = 0.0066 of the data remains, as in the original;
 * σ' is infinite at t = 1, so solvers stop at 1 − 10⁻³, where σ = 0.0105, and denoise.
 */
export const variancePreserving: Path = {
  name: 'variance-preserving',
  timeRange: [0, 1 - 1e-3],
  alpha: (time) => Math.exp(-exponent(time).value),
  sigma: (time) => Math.sqrt(-Math.expm1(-2 * exponent(time).value)),
  alphaDerivative: (time) => {
    const { value, derivative } = exponent(time);
    return -derivative * Math.exp(-value);
  },
  sigmaDerivative: (time) => {
    const { value, derivative } = exponent(time);
    return (derivative * Math.exp(-2 * value)) / Math.sqrt(-Math.expm1(-2 * value));
  },
};
