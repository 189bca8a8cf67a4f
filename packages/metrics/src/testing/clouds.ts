import { seededRandom } from '../clouds/seededRandom.js';

/** A cloud of points evenly spread over a box of random size about a place. */
export function randomCloud(points: number, seed: number, place = 0): Float32Array {
  const random = seededRandom(seed, 1);
  const sides = [0.5 + random(), 0.5 + random(), 0.5 + random()];
  return Float32Array.from({ length: points * 3 }, (_, i) => (random() - 0.5) * sides[i % 3] + place);
}

/** Clouds of seeds first, first + 1, … */
export function randomClouds(count: number, points: number, first: number, place = 0): Float32Array[] {
  return Array.from({ length: count }, (_, i) => randomCloud(points, first + i, place));
}

/** The points of a cloud in reverse order. */
export function reversed(cloud: Float32Array): Float32Array {
  return cloud.map((_, i) => cloud[cloud.length - 3 - (i - (i % 3)) + (i % 3)]);
}
