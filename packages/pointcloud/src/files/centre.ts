import type { Origin, Shape, StoredShape } from './shape.js';

/** Positions farther from the origin than this many times the shape's size lose digits that matter in 32 bits. */
const FAR = 16;

/**
 * The best origin for positions: the middle of their box if they lie far from zero, such as those of a survey in metres of a national grid; else none.
 *
 * @param positions `[points, 3]`
 * @param indices of the points that count; all by default
 */
export function originOf(positions: Float64Array, indices?: Uint32Array): Origin | undefined {
  const [low, high] = [[Infinity, Infinity, Infinity], [-Infinity, -Infinity, -Infinity]];
  const count = indices?.length ?? positions.length / 3;
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < 3; k++) {
      const x = positions[3 * (indices ? indices[i] : i) + k];
      if (x < low[k]) low[k] = x;
      if (x > high[k]) high[k] = x;
    }
  }
  const size = Math.max(...low.map((x, k) => high[k] - x));
  const distance = Math.max(...low.map(Math.abs), ...high.map(Math.abs));
  return Number.isFinite(distance) && distance > FAR * size ? [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2] : undefined;
}

const relative = (positions: Float64Array, origin: Origin | undefined): Float32Array => Float32Array.from(origin ? positions.map((x, i) => x - origin[i % 3]) : positions);

/** Converts a shape to 32 bits, with its positions relative to their {@link originOf}. */
export function centred(shape: StoredShape): Shape {
  if (shape.kind === 'cloud') {
    const origin = originOf(shape.positions);
    return { kind: 'cloud', positions: relative(shape.positions, origin), ...(origin && { origin }) };
  }
  const { vertices, triangles } = shape.mesh;
  const origin = originOf(vertices, triangles);
  return { kind: 'mesh', mesh: { vertices: relative(vertices, origin), triangles }, ...(origin && { origin }) };
}
