import { uniformValues, type Address } from '../random/index.js';

/**
 * Pseudo-coordinates drawn uniformly from [−1, 1]^channels: the paper's ablation of the grid.
 *
 * @returns `[latents, channels]`; latent i stays where it is when more are asked for
 */
export function randomPlacement(address: Address, latents: number, channels: number): Float32Array {
  const places = uniformValues(address, latents * channels);
  for (let i = 0; i < places.length; i++) places[i] = 2 * places[i] - 1;
  return places;
}
