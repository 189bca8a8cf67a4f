import { uniformValues, type Address } from '../random/index.js';

/**
 * Pseudo-coordinates drawn uniformly from [−1, 1]^channels: the alternative to the grid in the paper's ablation.
 *
 * @returns `[latents, channels]`; latent i does not move if more latents are requested
 */
export function randomPlacement(address: Address, latents: number, channels: number): Float32Array {
  const places = uniformValues(address, latents * channels);
  for (let i = 0; i < places.length; i++) places[i] = 2 * places[i] - 1;
  return places;
}
