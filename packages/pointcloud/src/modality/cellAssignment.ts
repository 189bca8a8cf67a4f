import type { Assignment } from '@inrflow/core';
import { CURVE_CELLS, hilbertCell, hilbertCode } from './hilbertCurve.js';

const { exp, log, max, min } = Math;

/** Steepness at which the logistic function follows the cumulative normal distribution. */
const STEEPNESS = 1.702;
const CODES = CURVE_CELLS ** 3;
/** Number of points along a latent's stretch of the curve whose mean is its place. */
const PROBES = 64;

/** The cell of a coordinate: cells are narrow where standard normal noise is dense, so noise fills them roughly evenly. */
const cellOf = (x: number) => min(CURVE_CELLS - 1, Math.floor(CURVE_CELLS / (1 + exp(-STEEPNESS * x))));

/** The middle of a cell, the inverse of {@link cellOf}. */
const middleOf = (cell: number) => -log(CURVE_CELLS / (cell + 0.5) - 1) / STEEPNESS;

/**
 * Places of latents that divide a space-filling curve evenly: the mean of each latent's stretch.
 *
 * @returns `[latents, 3]`
 */
export function cellPlacement(latents: number): Float32Array {
  const places = new Float32Array(3 * latents);
  for (let latent = 0; latent < latents; latent++) {
    for (let probe = 0; probe < PROBES; probe++) {
      const cell = hilbertCell(Math.floor(((latent + (probe + 0.5) / PROBES) / latents) * CODES));
      for (let axis = 0; axis < 3; axis++) places[3 * latent + axis] += middleOf(cell[axis]) / PROBES;
    }
  }
  return places;
}

/** The order of positions along the curve; equal cells are ordered by the positions themselves, so that the order of the pairs does not matter. */
function alongCurve(points: number, positions: Float32Array): { order: Int32Array; codes: Float64Array } {
  const codes = new Float64Array(points);
  for (let i = 0; i < points; i++) {
    const [x, y, z] = [positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]];
    if (!Number.isFinite(x + y + z)) throw new RangeError(`the position of pair ${i} is [${x}, ${y}, ${z}]; expected finite numbers`);
    codes[i] = hilbertCode(cellOf(x), cellOf(y), cellOf(z));
  }
  const order = Int32Array.from({ length: points }, (_, i) => i).sort((a, b) => codes[a] - codes[b]
    || positions[3 * a] - positions[3 * b] || positions[3 * a + 1] - positions[3 * b + 1] || positions[3 * a + 2] - positions[3 * b + 2] || a - b);
  return { order, codes };
}

/**
 * Assigns positions to latents by a hash code of their cell, so that neighbours are likely, but not certain, to share a latent: every
 * latent has an equal stretch of a Hilbert curve through space. Pairs that overflow a full latent go to the next along the curve that
 * has room (at the curve's end, to those before). A latent without pairs has count 0 and keeps only what it has learnt.
 *
 * @param positions `[points, 3]`
 * @param pairsPerLatent places in each latent; by default as many as the fullest needs, so that none overflows
 * @throws RangeError if there are too few places in all, or a position is not finite
 */
export function cellAssignment(points: number, positions: Float32Array, latents: number, pairsPerLatent?: number): Assignment {
  if (positions.length !== 3 * points) throw new RangeError(`positions has ${positions.length} numbers, but ${points} points of 3 channels`);
  const { order, codes } = alongCurve(points, positions);
  const own = (rank: number) => Math.floor((codes[order[rank]] / CODES) * latents);
  const places = pairsPerLatent ?? fullest(points, own);
  if (places * latents < points) throw new RangeError(`${points} points need ${points} places, but ${latents} latents of ${places} have ${places * latents} (model.pairsPerLatent)`);
  const counts = new Int32Array(latents);
  const indices = new Int32Array(latents * places);
  let latent = 0;
  for (let rank = 0; rank < points; rank++) {
    // The last latent that still leaves room for all the pairs that follow.
    const last = latents - 1 - Math.floor((points - 1 - rank) / places);
    latent = max(latent, min(own(rank), last));
    if (counts[latent] === places) latent++;
    indices[latent * places + counts[latent]++] = order[rank];
  }
  for (let l = 0; l < latents; l++) if (counts[l] > 0) indices.fill(indices[l * places + counts[l] - 1], l * places + counts[l], (l + 1) * places);
  return { latents, pairsPerLatent: places, indices, counts };
}

/** Most points that fall to one latent before any overflow. */
function fullest(points: number, own: (rank: number) => number): number {
  let [most, run] = [1, 0];
  for (let rank = 0; rank < points; rank++) {
    run = rank > 0 && own(rank) === own(rank - 1) ? run + 1 : 1;
    most = max(most, run);
  }
  return most;
}
