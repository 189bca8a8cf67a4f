import { seededRandom } from '../clouds/seededRandom.js';

/** Pixels along a side of the test pictures. */
export const side = 8;

/** Normal numbers by Box and Muller. */
export function normals(count: number, seed: number): Float64Array {
  const random = seededRandom(seed, 7);
  return Float64Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
}

/** Grey pictures of a soft disc of random place, size and brightness, `[count, 8 · 8]`, in [0, 1]. */
export function discs(count: number, seed: number): Float64Array {
  const pictures = new Float64Array(count * side * side);
  for (let i = 0; i < count; i++) {
    const random = seededRandom(seed, i);
    const [x, y, radius, light] = [2 + 4 * random(), 2 + 4 * random(), 1 + 1.5 * random(), 0.5 + 0.5 * random()];
    for (let p = 0; p < side * side; p++) {
      const distance = Math.hypot((p % side) + 0.5 - x, Math.floor(p / side) + 0.5 - y);
      pictures[i * side * side + p] = light / (1 + Math.exp(4 * (distance - radius)));
    }
  }
  return pictures;
}

/** Pictures with normal noise of this standard deviation on every pixel. */
export function noised(pictures: Float64Array, deviation: number, seed = 1): Float64Array {
  const noise = normals(pictures.length, seed);
  return pictures.map((value, i) => value + deviation * noise[i]);
}

/** Pictures whose every pixel becomes the mean of itself and its neighbours inside the picture, repeated `times` times. */
export function blurred(pictures: Float64Array, times: number): Float64Array {
  if (times === 0) return pictures;
  const near = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [dx, dy]));
  const once = pictures.map((_, i) => {
    const p = i % (side * side);
    const [x, y, start] = [p % side, Math.floor(p / side), i - p];
    const places = near.map(([dx, dy]) => [x + dx, y + dy]).filter(([u, v]) => u >= 0 && u < side && v >= 0 && v < side);
    return places.reduce((sum, [u, v]) => sum + pictures[start + v * side + u], 0) / places.length;
  });
  return blurred(once, times - 1);
}

/** Numbers of {@link pictureFeatures} for a picture. */
export const pictureDimensions = 32;

/** Hand-made features, `[count, 32]`: the means of 4 × 4 cells of four pixels, and how much the pixels of a cell differ. */
export function pictureFeatures(pictures: Float64Array): Float64Array {
  return Float64Array.from({ length: (pictures.length / (side * side)) * pictureDimensions }, (_, i) => {
    const [picture, feature] = [Math.floor(i / pictureDimensions), i % pictureDimensions];
    const cell = feature % 16;
    const start = picture * side * side + 2 * side * Math.floor(cell / 4) + 2 * (cell % 4);
    const [a, b, c, d] = [start, start + 1, start + side, start + side + 1].map((place) => pictures[place]);
    return feature < 16 ? a + b + c + d : 2 * (Math.abs(a - b) + Math.abs(c - d) + Math.abs(a - c) + Math.abs(b - d));
  });
}
