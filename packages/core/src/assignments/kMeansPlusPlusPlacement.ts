import { uniformValues, type Address } from '../random/index.js';
import { channelsOf } from './nearestAssignment.js';
import { nearestLatentSearch } from './nearestLatent.js';

/** How long the places are refined after seeding. */
export interface KMeansOptions {
  /** Maximum number of Lloyd iterations; they stop early once no place moves. Default 10. */
  iterations?: number;
}

/**
 * Pseudo-coordinates that follow the data: k-means++ seeding (Arthur and Vassilvitskii, 2007; each seed is drawn with probability
 * proportional to its squared distance to the previous ones), then Lloyd iterations (each place moves to the mean of the coordinates
 * nearest to it; a place with none stays).
 *
 * @param coordinates `[points, channels]`, of which at least as many are distinct as there are latents
 * @returns `[latents, channels]`
 * @throws RangeError if there are fewer distinct coordinates than latents, or sizes do not fit
 */
export function kMeansPlusPlusPlacement(address: Address, points: number, coordinates: Float32Array, latents: number, { iterations = 10 }: KMeansOptions = {}): Float32Array {
  const channels = channelsOf(points, coordinates);
  const places = seed(address, points, coordinates, latents, channels);
  for (let i = 0; i < iterations && lloyd(places, points, coordinates, channels); i++);
  return places;
}

function seed(address: Address, points: number, coordinates: Float32Array, latents: number, channels: number): Float32Array {
  const draws = uniformValues(address, latents);
  const places = new Float32Array(latents * channels);
  const squaredDistances = new Float64Array(points).fill(1);
  for (let latent = 0; latent < latents; latent++) {
    let total = 0;
    for (let point = 0; point < points; point++) total += squaredDistances[point];
    if (!(total > 0)) throw new RangeError(`${latents} latents need as many distinct coordinates, but there are ${latent}`);
    let remaining = draws[latent] * total;
    let chosen = -1;
    for (let point = 0; point < points && remaining >= 0; point++) {
      if (squaredDistances[point] > 0) chosen = point;
      remaining -= squaredDistances[point];
    }
    const place = coordinates.subarray(chosen * channels, (chosen + 1) * channels);
    places.set(place, latent * channels);
    for (let point = 0; point < points; point++) {
      let distance = 0;
      for (let channel = 0; channel < channels; channel++) {
        const difference = coordinates[point * channels + channel] - place[channel];
        distance += difference * difference;
      }
      if (latent === 0 || distance < squaredDistances[point]) squaredDistances[point] = distance;
    }
  }
  return places;
}

/** One Lloyd iteration, in place. Returns whether anything moved. */
function lloyd(places: Float32Array, points: number, coordinates: Float32Array, channels: number): boolean {
  const nearest = nearestLatentSearch(places, channels);
  const sums = new Float64Array(places.length);
  const counts = new Float64Array(places.length / channels);
  for (let point = 0; point < points; point++) {
    const { latent } = nearest(coordinates, point);
    counts[latent]++;
    for (let channel = 0; channel < channels; channel++) sums[latent * channels + channel] += coordinates[point * channels + channel];
  }
  let moved = false;
  for (let i = 0; i < places.length; i++) {
    const count = counts[Math.floor(i / channels)];
    if (count === 0) continue;
    const before = places[i];
    places[i] = sums[i] / count;
    moved ||= places[i] !== before;
  }
  return moved;
}
