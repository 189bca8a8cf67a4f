import { cameraAt, project, type Rendering } from '@inrflow/drawing';
import { renderMesh } from './renderMesh.js';

const front = cameraAt([0, 0, 3.5]);
const at = ({ width, data }: Rendering, x: number, y: number) => Array.from(data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3));

test('a rectangle of two triangles has no seam and hides what is behind it', () => {
  const vertices = Float32Array.of(-0.5, -0.5, 0, 0.5, -0.5, 0, 0.5, 0.5, 0, -0.5, 0.5, 0, /* behind: */ -1, -1, -1, 1, -1, -1, 0, 1, -1);
  const picture = renderMesh(vertices, Uint32Array.of(4, 5, 6, 0, 1, 2, 0, 2, 3), { size: 80, camera: front, colour: [0, 200, 0] });
  const edge = Math.round(40 * project(front, [0.5, 0, 0]).x) - 1;
  const middle = at(picture, 40, 40);
  for (let x = 40 - edge + 1; x < 40 + edge; x++) for (let y = 40 - edge + 1; y < 40 + edge; y++) expect(at(picture, x, y)).toEqual(middle);
});

test('depth decides in each pixel, not for whole triangles: two that cross show both', () => {
  // One leans to the left, the other to the right; they cross along x = 0.
  const vertices = Float32Array.of(-1, -1, 1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1, -1, 1, -1, 1, 1, 1, 1, -1, 1, -1);
  const draw = (triangles: Uint32Array) => renderMesh(vertices, triangles, { size: 60, camera: cameraAt([0.8, 0, 3.5]) });
  const [one, other, both] = [Uint32Array.of(0, 1, 2, 0, 2, 3), Uint32Array.of(4, 5, 6, 4, 6, 7), Uint32Array.of(0, 1, 2, 0, 2, 3, 4, 5, 6, 4, 6, 7)].map(draw);
  const same = (a: Rendering, b: Rendering, x: number) => JSON.stringify(at(a, x, 30)) === JSON.stringify(at(b, x, 30));
  expect([same(both, one, 15), same(both, other, 15), same(both, one, 45), same(both, other, 45)]).toEqual([true, false, false, true]);
});
