import { box, sphere } from '../testing/shapes.js';
import { sampleSurface } from './sampleSurface.js';
import { measureSurface } from './surface.js';

const address = { seed: 3, stream: 'surface' };
const rows = (positions: Float32Array) => Array.from({ length: positions.length / 3 }, (_, i) => [...positions.subarray(3 * i, 3 * i + 3)]);

test('areas of a box and of a sphere', () => {
  const { cumulativeAreas, degenerateTriangles } = measureSurface(box(1, 2, 3));
  expect([cumulativeAreas.at(-1), cumulativeAreas[1], degenerateTriangles]).toEqual([22, 6, 0]);
  const ball = measureSurface(sphere(100, 200, 2));
  expect(ball.cumulativeAreas.at(-1)).toBeCloseTo(16 * Math.PI, 1);
  expect(ball.degenerateTriangles).toBe(400);
});

test("a box's faces receive points by their area, and every point lies on a face", () => {
  const sides = [1, 2, 3];
  const points = rows(sampleSurface(measureSurface(box(1, 2, 3)), 22_000, address));
  const counts = [0, 0, 0, 0, 0, 0];
  for (const point of points) {
    const face = point.findIndex((x, axis) => x === 0 || Math.abs(x - sides[axis]) < 1e-6);
    if (face < 0 || !point.every((x, axis) => x >= 0 && x <= sides[axis] + 1e-6)) throw new Error(`${point.join()} lies on no face`);
    counts[2 * face + (point[face] === 0 ? 0 : 1)]++;
  }
  // Areas 6, 6, 3, 3, 2, 2 of 22; five standard deviations of a binomial, √(22 000 · 3/11 · 8/11) ≈ 66 at most.
  [6000, 6000, 3000, 3000, 2000, 2000].forEach((expected, face) => expect(Math.abs(counts[face] - expected)).toBeLessThan(330));
});

test('points are uniform in a triangle: mean and second moments of the closed form', () => {
  const [a, b, c] = [[0, 0, 0], [3, 0, 1], [1, 2, -1]];
  const surface = measureSurface({ vertices: Float32Array.from([a, b, c].flat()), triangles: Uint32Array.of(0, 1, 2) });
  const points = rows(sampleSurface(surface, 40_000, address));
  for (let k = 0; k < 3; k++) {
    const mean = points.reduce((sum, p) => sum + p[k], 0) / points.length;
    const square = points.reduce((sum, p) => sum + p[k] ** 2, 0) / points.length;
    expect(mean).toBeCloseTo((a[k] + b[k] + c[k]) / 3, 1);
    // E x² = (a² + b² + c² + ab + bc + ca) / 6.
    expect(Math.abs(square - (a[k] ** 2 + b[k] ** 2 + c[k] ** 2 + a[k] * b[k] + b[k] * c[k] + c[k] * a[k]) / 6)).toBeLessThan(0.04);
  }
  // The plane through the corners: normal (b − a) × (c − a) = (−2, 4, 6).
  expect(points.filter(([x, y, z]) => Math.abs(-2 * x + 4 * y + 6 * z) > 1e-5)).toEqual([]);
});

test('points of a sphere lie at its radius, and their mean at its centre', () => {
  const points = rows(sampleSurface(measureSurface(sphere(60, 120, 2)), 8000, address));
  expect(points.filter((point) => Math.abs(Math.hypot(...point) - 2) > 0.004)).toEqual([]);
  for (let k = 0; k < 3; k++) expect(Math.abs(points.reduce((sum, p) => sum + p[k], 0) / points.length)).toBeLessThan(5 * 2 / Math.sqrt(3 * 8000));
});

test('equal addresses give equal points, different ones different points, and fewer points are the first of more', () => {
  const surface = measureSurface(sphere(8, 8));
  const points = sampleSurface(surface, 100, address);
  expect(sampleSurface(surface, 100, address)).toEqual(points);
  expect(sampleSurface(surface, 40, address)).toEqual(points.slice(0, 120));
  expect(sampleSurface(surface, 100, { ...address, step: 1 })).not.toEqual(points);
});

test('triangles without area get no points, wherever they come in the list', () => {
  // Two points at (9, 9, 9) make triangles without area before, between and after the one that has some.
  const vertices = Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 9, 9, 9, 9, 9, 9);
  const surface = measureSurface({ vertices, triangles: Uint32Array.of(3, 4, 3, 0, 1, 2, 3, 4, 0, 3, 3, 3) });
  expect(surface.degenerateTriangles).toBe(3);
  expect(rows(sampleSurface(surface, 5000, address)).filter(([x, y, z]) => x + y > 1.0001 || z !== 0)).toEqual([]);
});

test.each([
  ['no faces', [0, 0, 0], [], 'it has 1 vertices, but no faces'],
  ['nothing', [], [], 'it has 0 vertices, but no faces'],
  ['NaN', [0, 0, 0, NaN, 0, 0, 0, 1, 0], [0, 1, 2], 'vertex 1 lies at NaN, 0, 0; expected finite numbers'],
  ['no area', [0, 0, 0, 1, 1, 1, 2, 2, 2], [0, 1, 2], 'its 1 triangles have no area'],
  ['one point', [1, 1, 1], [0, 0, 0], 'its 1 triangles have no area'],
  ['a missing corner', [0, 0, 0, 1, 0, 0, 0, 1, 0], [0, 1, 3], 'triangle 0 has the vertex 3, but there are 3'],
])('%s does not make a surface', (_, vertices, triangles, reason) => {
  expect(() => measureSurface({ vertices: Float32Array.from(vertices), triangles: Uint32Array.from(triangles) })).toThrow(reason);
});
