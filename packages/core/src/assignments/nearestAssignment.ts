import type { Assignment } from './assignment.js';
import { nearestLatentSearch } from './nearestLatent.js';

/** How pairs are laid out under their latents. */
export interface NearestAssignmentOptions {
  /** Slots in each latent, so that every sample has the same shape; by default as many as the fullest latent needs. */
  pairsPerLatent?: number;
}

/**
 * Assigns every pair to its nearest latent by Euclidean distance between coordinate and pseudo-coordinate (the paper's spatially aware
 * encoder); if several are equally near, the one with the lowest index. A latent lists its pairs by rising index and pads with the
 * last of them; a latent without pairs has count 0 and pads with pair 0, which is valid to gather and must be masked.
 *
 * @param coordinates `[points, channels]`, finite
 * @param pseudoCoordinates `[latents, channels]`, finite
 * @throws RangeError if there are no points or latents, sizes do not fit, a coordinate is not finite, or a latent needs more than
 * `pairsPerLatent` places
 */
export function nearestAssignment(
  points: number,
  coordinates: Float32Array,
  pseudoCoordinates: Float32Array,
  { pairsPerLatent }: NearestAssignmentOptions = {},
): Assignment {
  const channels = channelsOf(points, coordinates);
  const latents = pseudoCoordinates.length / channels;
  if (!Number.isInteger(latents) || latents < 1) {
    throw new RangeError(`pseudoCoordinates has ${pseudoCoordinates.length} numbers; expected a positive multiple of the ${channels} channels of a coordinate`);
  }
  const notFinite = pseudoCoordinates.findIndex((value) => !Number.isFinite(value));
  if (notFinite >= 0) throw new RangeError(`the pseudo-coordinate of latent ${Math.floor(notFinite / channels)} is ${pseudoCoordinates[notFinite]}; expected finite numbers`);

  const nearest = nearestLatentSearch(pseudoCoordinates, channels);
  const chosen = new Int32Array(points);
  const counts = new Int32Array(latents);
  for (let point = 0; point < points; point++) {
    const { latent, squaredDistance } = nearest(coordinates, point);
    if (!Number.isFinite(squaredDistance)) throw new RangeError(`the coordinate of pair ${point} is [${coordinates.subarray(point * channels, (point + 1) * channels)}]; expected finite numbers`);
    chosen[point] = latent;
    counts[latent]++;
  }
  return layOut(chosen, counts, pairsPerLatent);
}

/**
 * The number of channels of coordinates `[points, channels]`.
 *
 * @throws RangeError if points is not a positive integer or does not divide the numbers
 */
export function channelsOf(points: number, coordinates: ArrayLike<number>): number {
  if (!Number.isInteger(points) || points < 1) throw new RangeError(`points must be a positive integer, not ${points}`);
  const channels = coordinates.length / points;
  if (!Number.isInteger(channels) || channels < 1) throw new RangeError(`coordinates has ${coordinates.length} numbers; expected a positive multiple of its ${points} points`);
  return channels;
}

function layOut(chosen: Int32Array, counts: Int32Array, wanted: number | undefined): Assignment {
  const latents = counts.length;
  const fullest = counts.reduce((most, count, latent) => (count > counts[most] ? latent : most), 0);
  const pairsPerLatent = wanted ?? counts[fullest];
  if (!Number.isInteger(pairsPerLatent) || pairsPerLatent < counts[fullest]) {
    throw new RangeError(`pairsPerLatent is ${pairsPerLatent}, but latent ${fullest} has ${counts[fullest]} pairs; expected an integer of at least ${counts[fullest]}`);
  }
  const indices = new Int32Array(latents * pairsPerLatent);
  const filled = new Int32Array(latents);
  for (let pair = 0; pair < chosen.length; pair++) {
    const latent = chosen[pair];
    indices[latent * pairsPerLatent + filled[latent]++] = pair;
  }
  for (let latent = 0; latent < latents; latent++) {
    const start = latent * pairsPerLatent;
    if (counts[latent] > 0) indices.fill(indices[start + counts[latent] - 1], start + counts[latent], start + pairsPerLatent);
  }
  return { latents, pairsPerLatent, indices, counts };
}
