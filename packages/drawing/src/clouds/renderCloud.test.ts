import { cameraAt, project } from './camera.js';
import type { Rendering } from './canvas.js';
import { renderCloud } from './renderCloud.js';

const front = cameraAt([0, 0, 3.5]);
const at = ({ width, data }: Rendering, x: number, y: number) => Array.from(data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3));
const isPainted = (picture: Rendering, x: number, y: number) => at(picture, x, y).some((sample) => sample < 255);

test('a ball is seen where its centre is projected, as wide as it is', () => {
  const picture = renderCloud(Float32Array.of(0.5, 0.25, 0), { size: 100, camera: front, radius: 0.2 });
  const { x, y } = project(front, [0.5, 0.25, 0]);
  const [column, row] = [Math.round(50 * (x + 1)), Math.round(50 * (1 - y))];
  expect(isPainted(picture, column, row)).toBe(true);
  const across = Array.from({ length: 100 }, (_, i) => isPainted(picture, i, row)).filter(Boolean).length;
  // 0.4 units across of 2 · 3.5 · tan 20° = 2.548 seen.
  expect(Math.abs(across - 100 * (0.4 / 2.548))).toBeLessThan(2);
  expect(isPainted(picture, 0, 0)).toBe(false);
});

test('the nearer of two balls hides the other, in any order', () => {
  const [near, far] = [[0, 0, 1], [0, 0, -1]];
  const [one, other] = [Float32Array.of(...near, ...far), Float32Array.of(...far, ...near)].map((cloud) => renderCloud(cloud, { size: 40, camera: front, radius: 0.3, colour: [200, 0, 0] }));
  expect(one.data).toEqual(other.data);
});

test('positions behind the camera, or not finite, are left out', () => {
  const picture = renderCloud(Float32Array.of(0, 0, 5, NaN, 0, 0, Infinity, 0, 0), { size: 20, camera: front });
  expect(picture.data.every((sample) => sample === 255)).toBe(true);
});

test('impossible sizes are named', () => {
  expect(() => renderCloud(new Float32Array(3), { size: 0 })).toThrow('the size of a picture must be an integer from 1 to 8192, not 0');
});
