/**
 * Compands a pressure for the network: sign(x) · ln(1 + μ|x|) / ln(1 + μ), which gives the quiet end of a sound more of the scale; x itself for μ = 0.
 *
 * @param mu 0 or more; 255 is telephony's µ-law
 */
export function compress(pressure: number, mu: number): number {
  return mu === 0 ? pressure : (Math.sign(pressure) * Math.log1p(mu * Math.abs(pressure))) / Math.log1p(mu);
}

/** Undoes {@link compress}: sign(y) · ((1 + μ)^|y| − 1) / μ. */
export function expand(value: number, mu: number): number {
  return mu === 0 ? value : (Math.sign(value) * Math.expm1(Math.abs(value) * Math.log1p(mu))) / mu;
}
