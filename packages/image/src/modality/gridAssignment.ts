import type { Assignment } from '@inrflow/core';
import { pixelCoordinates } from './pixelCoordinates.js';

/** Rounding error of 32-bit coordinates within which a point counts as lying on the border of two cells. */
const BORDER = 1e-5;

/**
 * Edge of a square grid of latents, √latents.
 *
 * @throws RangeError if the latents are not a square number, naming the nearest ones
 */
export function gridEdge(latents: number): number {
  const edge = Math.sqrt(latents);
  if (Number.isInteger(edge) && edge >= 1) return edge;
  const below = Math.floor(Math.sqrt(Math.max(0, latents) || 0)) ** 2;
  const above = (Math.sqrt(below) + 1) ** 2;
  const nearest = below > 0 ? `${below} (${Math.sqrt(below)}×${Math.sqrt(below)}) or ${above} (${Math.sqrt(above)}×${Math.sqrt(above)})` : '1 (1×1)';
  throw new RangeError(`a grid needs a square number of latents, not ${latents}: the nearest are ${nearest}`);
}

/**
 * Places of latents on a regular grid: the centres of √latents × √latents equal cells of [-1, 1]², rows first.
 *
 * @returns `[latents, 2]`
 * @throws RangeError if the latents are not a square number, naming the nearest ones
 */
export function gridPlacement(latents: number): Float32Array {
  return pixelCoordinates(gridEdge(latents));
}

/** The cell along one axis; a border belongs to the lower cell, as in core's nearest assignment, where the lowest index wins. */
function cellOf(coordinate: number, edge: number): number {
  const position = ((coordinate + 1) / 2) * edge;
  return Math.min(edge - 1, Math.max(0, Math.ceil(position - BORDER) - 1));
}

/**
 * Assigns every pair to the latent whose cell of the regular grid it lies in: equal to assigning it to the nearest of
 * {@link gridPlacement}, in one look-up per pair, for pictures of any size and any subset of their pixels. A latent lists its pairs
 * by ascending index and pads with the last of them; a latent without pairs has count 0 and pads with pair 0.
 *
 * @param coordinates `[points, 2]`; those outside [-1, 1]² go to the nearest cell at the edge
 * @throws RangeError if the latents are not a square number, or a coordinate is not finite
 */
export function gridAssignment(points: number, coordinates: Float32Array, latents: number): Assignment {
  const edge = gridEdge(latents);
  if (coordinates.length !== 2 * points) throw new RangeError(`coordinates has ${coordinates.length} numbers, but ${points} points of 2 channels`);
  const cells = new Int32Array(points);
  const counts = new Int32Array(latents);
  for (let i = 0; i < points; i++) {
    const [x, y] = [coordinates[2 * i], coordinates[2 * i + 1]];
    if (!Number.isFinite(x + y)) throw new RangeError(`the coordinate of pair ${i} is [${x}, ${y}]; expected finite numbers`);
    cells[i] = cellOf(y, edge) * edge + cellOf(x, edge);
    counts[cells[i]]++;
  }
  const pairsPerLatent = counts.reduce((most, count) => Math.max(most, count), 1);
  const indices = new Int32Array(latents * pairsPerLatent);
  const filled = new Int32Array(latents);
  for (let i = 0; i < points; i++) indices[cells[i] * pairsPerLatent + filled[cells[i]]++] = i;
  for (let latent = 0; latent < latents; latent++) {
    const start = latent * pairsPerLatent;
    if (counts[latent] > 0) indices.fill(indices[start + counts[latent] - 1], start + counts[latent], start + pairsPerLatent);
  }
  return { latents, pairsPerLatent, indices, counts };
}
