import { orbitCamera, project, type Camera } from '@inrflow/drawing';
import { createCanvas, finished, put, type Canvas, type Colour, type Rendering } from '@inrflow/drawing';
import { cross, dot, minus, unit, type Vector } from '@inrflow/drawing';

/** How a mesh is drawn. */
export interface MeshRenderingOptions {
  /** Pixels along an edge. Default 128. */
  size?: number;
  /** Default: from the front right, above. */
  camera?: Camera;
  colour?: Colour;
  background?: Colour;
}

/**
 * Draws a mesh with flat shading, lit from the camera's upper left, with hidden surfaces removed. Both sides of a triangle are visible,
 * since models disagree on which is the outer one. Triangles that reach behind the camera are left out.
 *
 * @param vertices `[vertices, 3]`, y up, about [-1, 1]
 * @param triangles `[triangles, 3]`
 */
export function renderMesh(vertices: Float32Array, triangles: Uint32Array, options: MeshRenderingOptions = {}): Rendering {
  const { size = 128, camera = orbitCamera(35, 25), colour = [196, 196, 204], background = [255, 255, 255] } = options;
  const canvas = createCanvas(size, background);
  const light = unit([0, 1, 2].map((i) => -2 * camera.forward[i] - camera.right[i] + camera.up[i]) as unknown as Vector);
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [0, 1, 2].map((i): Vector => {
      const at = 3 * triangles[t + i];
      return [vertices[at], vertices[at + 1], vertices[at + 2]];
    });
    const normal = cross(minus(corners[1], corners[0]), minus(corners[2], corners[0]));
    const length = Math.hypot(...normal);
    if (!(length > 0)) continue;
    fill(canvas, corners.map((corner) => project(camera, corner)), colour, 0.3 + 0.7 * Math.abs(dot(normal, light) / length));
  }
  return finished(canvas);
}

/** Fills a triangle with a depth test; 1/depth is linear across the picture. */
function fill(canvas: Canvas, corners: { x: number; y: number; depth: number }[], colour: Colour, shade: number): void {
  if (corners.some(({ depth }) => !(depth > 1e-6))) return;
  const { edge } = canvas;
  const [a, b, c] = corners.map(({ x, y, depth }) => ({ x: ((x + 1) / 2) * edge, y: ((1 - y) / 2) * edge, near: 1 / depth }));
  const area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  if (area === 0) return;
  const rows = [Math.min(a.y, b.y, c.y), Math.max(a.y, b.y, c.y)];
  const columns = [Math.min(a.x, b.x, c.x), Math.max(a.x, b.x, c.x)];
  for (let row = Math.max(0, Math.floor(rows[0])); row <= Math.min(edge - 1, rows[1]); row++) {
    for (let column = Math.max(0, Math.floor(columns[0])); column <= Math.min(edge - 1, columns[1]); column++) {
      const [x, y] = [column + 0.5, row + 0.5];
      const ofB = ((x - a.x) * (c.y - a.y) - (y - a.y) * (c.x - a.x)) / area;
      const ofC = ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)) / area;
      const ofA = 1 - ofB - ofC;
      if (ofA < 0 || ofB < 0 || ofC < 0) continue;
      put(canvas, column, row, 1 / (ofA * a.near + ofB * b.near + ofC * c.near), colour, shade);
    }
  }
}
