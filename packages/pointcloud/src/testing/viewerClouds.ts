import { measureSurface, sampleSurface, type Mesh } from '../meshes/index.js';
import { box, sphere } from './shapes.js';
import type { ViewerCloud } from '../viewer/cloud.js';

/** Several boxes as one mesh; each is given by its corner followed by its edges. */
function boxes(...all: number[][]): Mesh {
  const parts = all.map(([x, y, z, width, height, depth]) => {
    const { vertices, triangles } = box(width, height, depth);
    return { vertices: vertices.map((v, i) => v + [x, y, z][i % 3]), triangles };
  });
  return {
    vertices: Float32Array.from(parts.flatMap(({ vertices }) => [...vertices])),
    triangles: Uint32Array.from(parts.flatMap(({ triangles }, part) => [...triangles].map((corner) => corner + 8 * part))),
  };
}

const legs = (width: number, height: number, depth: number) => [[0, 0], [width, 0], [0, depth], [width, depth]].map(([x, z]) => [x, 0, z, 0.06, height, 0.06]);
const cloudOf = (mesh: Mesh, points: number) => sampleSurface(measureSurface(mesh), points, { seed: 1, stream: 'data', step: 0, sample: 0 });

/** Clouds for tests: chairs and tables of several proportions, and a ball that belongs to no class. */
export function demoClouds(points = 2048): ViewerCloud[] {
  const chairs = [0.8, 1, 1.3].map((back, i) => ({
    name: `chair ${i + 1}`,
    group: 'Chairs',
    positions: cloudOf(boxes([0, 0.45, 0, 0.5, 0.06, 0.5], [0, 0.45, 0, 0.5, back, 0.06], ...legs(0.44, 0.45, 0.44)), points),
  }));
  const tables = [0.8, 1.6].map((width, i) => ({
    name: `table <${i + 1}> & "more"`,
    group: 'Tables',
    positions: cloudOf(boxes([0, 0.7, 0, width, 0.06, 0.8], ...legs(width - 0.06, 0.7, 0.74)), points),
  }));
  return [chairs[0], ...tables, ...chairs.slice(1), { name: 'ball', positions: cloudOf(sphere(24, 48), points) }];
}
