import earcut from 'earcut';

/** Polygons of any number of corners, one after the other. */
export interface Polygons {
  /** Vertex indices of the corners, polygon after polygon. */
  corners: number[];
  /** Number of corners of each. */
  counts: number[];
}

/** No polygons yet. */
export const noPolygons = (): Polygons => ({ corners: [], counts: [] });

/** Adds a polygon; nothing for fewer than three corners, which have no area. */
export function addPolygon({ corners, counts }: Polygons, polygon: readonly number[]): void {
  if (polygon.length < 3) return;
  for (const corner of polygon) corners.push(corner);
  counts.push(polygon.length);
}

/** Normal of a polygon, with a length of twice its area (Newell's method): exact for any planar polygon, a good choice for others. */
function normalOf(vertices: Float64Array, polygon: readonly number[]): [number, number, number] {
  const normal: [number, number, number] = [0, 0, 0];
  const at = (corner: number, k: number) => vertices[3 * corner + k] - vertices[3 * polygon[0] + k];
  polygon.forEach((corner, i) => {
    const next = polygon[(i + 1) % polygon.length];
    for (let k = 0; k < 3; k++) {
      const [a, b] = [(k + 1) % 3, (k + 2) % 3];
      normal[k] += (at(corner, a) - at(next, a)) * (at(corner, b) + at(next, b));
    }
  });
  return normal;
}

/** Projects the corners onto the coordinate plane in which the polygon is largest, `[corners, 2]`; undefined if it has no area. */
function flattened(vertices: Float64Array, polygon: readonly number[]): number[] | undefined {
  const normal = normalOf(vertices, polygon).map(Math.abs);
  const largest = normal.indexOf(Math.max(...normal));
  if (!(normal[largest] > 0 && normal[largest] < Infinity)) return undefined;
  const [a, b] = [(largest + 1) % 3, (largest + 2) % 3];
  return polygon.flatMap((corner) => [a, b].map((k) => vertices[3 * corner + k] - vertices[3 * polygon[0] + k]));
}

/** Whether all corners turn the same way, so that a fan about the first covers the polygon and nothing else. */
function isConvex(flat: readonly number[]): boolean {
  const count = flat.length / 2;
  let [left, right, turns] = [false, false, 0];
  for (let i = 0; i < count; i++) {
    const [p, q, r] = [i, (i + 1) % count, (i + 2) % count].map((at) => [flat[2 * at], flat[2 * at + 1]]);
    const [ux, uy, vx, vy] = [q[0] - p[0], q[1] - p[1], r[0] - q[0], r[1] - q[1]];
    const cross = ux * vy - uy * vx;
    if (cross > 0) left = true;
    if (cross < 0) right = true;
    turns += Math.atan2(cross, ux * vx + uy * vy);
  }
  // A star turns only one way as well, but more than once around.
  return !(left && right) && Math.abs(turns) < 3 * Math.PI;
}

/**
 * Cuts polygons into triangles: convex ones as a fan about their first corner, others by cutting off ears (Held's method, by the library earcut) in the coordinate plane in
 * which they are largest. A polygon without area becomes a fan of triangles without area.
 *
 * @returns `[triangles, 3]`, polygon after polygon
 */
export function triangulate(vertices: Float64Array, { corners, counts }: Polygons): Uint32Array {
  const triangles: number[] = [];
  let first = 0;
  for (const count of counts) {
    const polygon = count === 3 ? undefined : corners.slice(first, first + count);
    const flat = polygon && flattened(vertices, polygon);
    if (polygon && flat && !isConvex(flat)) for (const i of earcut(flat)) triangles.push(polygon[i]);
    else for (let i = 1; i + 1 < count; i++) triangles.push(corners[first], corners[first + i], corners[first + i + 1]);
    first += count;
  }
  return Uint32Array.from(triangles);
}
