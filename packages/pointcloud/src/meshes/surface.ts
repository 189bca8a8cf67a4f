import type { Mesh } from './mesh.js';

const { sqrt } = Math;

/** A mesh with the measurements that sampling needs. */
export interface Surface extends Mesh {
  /** Areas of the triangles added up, `[triangles]`: entry i is the area of triangles 0 … i. */
  cumulativeAreas: Float64Array;
  /** Number of triangles without area, which sampling skips. */
  degenerateTriangles: number;
}

/** Area of a triangle: half the length of the cross product of two edges. */
function areaOf(vertices: Float32Array, a: number, b: number, c: number): number {
  const [ax, ay, az] = [vertices[3 * a], vertices[3 * a + 1], vertices[3 * a + 2]];
  const [ux, uy, uz] = [vertices[3 * b] - ax, vertices[3 * b + 1] - ay, vertices[3 * b + 2] - az];
  const [vx, vy, vz] = [vertices[3 * c] - ax, vertices[3 * c + 1] - ay, vertices[3 * c + 2] - az];
  const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  return sqrt(x * x + y * y + z * z) / 2;
}

function cornersFault({ vertices, triangles }: Mesh): string | undefined {
  const { isFinite } = Number;
  const count = vertices.length / 3;
  for (let i = 0; i < triangles.length; i++) {
    const corner = triangles[i];
    if (corner >= count) return `triangle ${Math.floor(i / 3)} has the vertex ${corner}, but there are ${count}`;
    for (let c = 0; c < 3; c++) {
      if (!isFinite(vertices[3 * corner + c])) return `vertex ${corner} lies at ${vertices.subarray(3 * corner, 3 * corner + 3).join(', ')}; expected finite numbers`;
    }
  }
  return undefined;
}

/**
 * Measures a mesh's triangles.
 *
 * @throws RangeError whose message says why the mesh is not a surface: no triangles, a corner that is missing or not finite, or no area
 */
export function measureSurface(mesh: Mesh): Surface {
  const { vertices, triangles } = mesh;
  const count = triangles.length / 3;
  if (count === 0) throw new RangeError(`it has ${vertices.length / 3} vertices, but no faces`);
  const fault = cornersFault(mesh);
  if (fault !== undefined) throw new RangeError(fault);
  const cumulativeAreas = new Float64Array(count);
  let total = 0;
  let degenerateTriangles = 0;
  for (let t = 0; t < count; t++) {
    const area = areaOf(vertices, triangles[3 * t], triangles[3 * t + 1], triangles[3 * t + 2]);
    if (area === 0) degenerateTriangles++;
    cumulativeAreas[t] = total += area;
  }
  if (total === 0) throw new RangeError(`its ${count} triangles have no area`);
  return { vertices, triangles, cumulativeAreas, degenerateTriangles };
}
