import type { Surface } from '../meshes/surface.js';

/** Statistics of a shape that normalizations need, in the unit of its positions. */
export interface Moments {
  /** Least and greatest coordinate along each axis. */
  low: [number, number, number];
  high: [number, number, number];
  /** Mean position. */
  mean: [number, number, number];
  /** Mean square of each coordinate. */
  square: [number, number, number];
  /** Greatest distance from the mean. */
  radius: number;
}

function boundsOf(positions: Float32Array, indices?: Uint32Array): Pick<Moments, 'low' | 'high'> {
  const [low, high]: [number, number, number][] = [[Infinity, Infinity, Infinity], [-Infinity, -Infinity, -Infinity]];
  const count = indices?.length ?? positions.length / 3;
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < 3; k++) {
      const x = positions[3 * (indices ? indices[i] : i) + k];
      if (x < low[k]) low[k] = x;
      if (x > high[k]) high[k] = x;
    }
  }
  return { low, high };
}

function radiusAbout([x, y, z]: Moments['mean'], positions: Float32Array, indices?: Uint32Array): number {
  let greatest = 0;
  const count = indices?.length ?? positions.length / 3;
  for (let i = 0; i < count; i++) {
    const at = 3 * (indices ? indices[i] : i);
    greatest = Math.max(greatest, (positions[at] - x) ** 2 + (positions[at + 1] - y) ** 2 + (positions[at + 2] - z) ** 2);
  }
  return Math.sqrt(greatest);
}

/**
 * Moments of the points of a cloud.
 *
 * @param positions `[points, 3]`
 */
export function cloudMoments(positions: Float32Array): Moments {
  const [mean, square]: [number, number, number][] = [[0, 0, 0], [0, 0, 0]];
  const points = positions.length / 3;
  positions.forEach((x, i) => {
    mean[i % 3] += x / points;
    square[i % 3] += (x * x) / points;
  });
  return { ...boundsOf(positions), mean, square, radius: radiusAbout(mean, positions) };
}

/**
 * Moments of a surface, of all its points rather than of a sample: over a triangle E x = (a + b + c) / 3 and
 * E x² = (a² + b² + c² + ab + bc + ca) / 6, weighted by the area.
 */
export function surfaceMoments({ vertices, triangles, cumulativeAreas }: Surface): Moments {
  const [mean, square]: [number, number, number][] = [[0, 0, 0], [0, 0, 0]];
  const total = cumulativeAreas[cumulativeAreas.length - 1];
  for (let t = 0; t < cumulativeAreas.length; t++) {
    const weight = (cumulativeAreas[t] - (t === 0 ? 0 : cumulativeAreas[t - 1])) / total;
    for (let k = 0; k < 3; k++) {
      const [a, b, c] = [vertices[3 * triangles[3 * t] + k], vertices[3 * triangles[3 * t + 1] + k], vertices[3 * triangles[3 * t + 2] + k]];
      mean[k] += (weight * (a + b + c)) / 3;
      square[k] += (weight * (a * a + b * b + c * c + a * b + b * c + c * a)) / 6;
    }
  }
  return { ...boundsOf(vertices, triangles), mean, square, radius: radiusAbout(mean, vertices, triangles) };
}

/** Moments of positions in their file's own frame, from those of positions relative to an origin: E (x + o)² = E x² + 2 o E x + o². */
export function momentsFrom(moments: Moments, origin?: readonly [number, number, number]): Moments {
  if (!origin) return moments;
  const moved = (values: Moments['mean']): Moments['mean'] => [values[0] + origin[0], values[1] + origin[1], values[2] + origin[2]];
  const square = moments.square.map((value, k) => value + 2 * origin[k] * moments.mean[k] + origin[k] ** 2) as Moments['square'];
  return { ...moments, low: moved(moments.low), high: moved(moments.high), mean: moved(moments.mean), square };
}
