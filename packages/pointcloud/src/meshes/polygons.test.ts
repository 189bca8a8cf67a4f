import { addPolygon, noPolygons, triangulate } from './polygons.js';
import { measureSurface } from './surface.js';

/** Triangulates one polygon, given in two dimensions and placed on a plane in space. */
function cut(corners: readonly (readonly [number, number])[], inSpace = (x: number, y: number) => [x, y, 0]) {
  const vertices = Float64Array.from(corners.flatMap(([x, y]) => inSpace(x, y)));
  const polygons = noPolygons();
  addPolygon(polygons, corners.map((_, i) => i));
  const triangles = triangulate(vertices, polygons);
  return { triangles, area: measureSurface({ vertices: Float32Array.from(vertices), triangles }).cumulativeAreas.at(-1)! };
}

/** Area of a simple polygon by the shoelace formula. */
const shoelace = (corners: readonly (readonly [number, number])[]) => Math.abs(corners.reduce((sum, [x, y], i) => sum + x * corners[(i + 1) % corners.length][1] - corners[(i + 1) % corners.length][0] * y, 0)) / 2;

const L = [[0, 0], [2, 0], [2, 1], [1, 1], [1, 2], [0, 2]] as const;
const ARROW = [[0, 0], [2, 1], [4, 0], [2, 5]] as const;
const COMB: (readonly [number, number])[] = [...Array.from({ length: 21 }, (_, i) => [i, i % 2 === 0 ? 0 : 3] as const), [20, 5], [0, 5]];

test.each([['L', L], ['arrow', ARROW], ['comb', COMB], ['arrow, the other way', [...ARROW].reverse()], ['arrow from another corner', [...ARROW.slice(1), ARROW[0]]]])('a concave polygon (%s) has the area of the shoelace formula in any plane', (_, corners) => {
  for (const inSpace of [undefined, (x: number, y: number) => [0, x, y], (x: number, y: number) => [y, 7, x], (x: number, y: number) => [0.6 * x, y, 0.8 * x - 3]]) {
    expect(cut(corners, inSpace).area).toBeCloseTo(shoelace(corners), 5);
  }
});

test('convex polygons are fans about their first corner; fewer than three corners give nothing', () => {
  const pentagon = [[0, 0], [1, 0], [1, 1], [0.5, 1.5], [0, 1]] as const;
  expect([...cut(pentagon).triangles]).toEqual([0, 1, 2, 0, 2, 3, 0, 3, 4]);
  const polygons = noPolygons();
  addPolygon(polygons, [1, 2]);
  expect(triangulate(new Float64Array(9), polygons)).toHaveLength(0);
});

test('corners on one line, or all in one place, give triangles without area, and do not affect other polygons', () => {
  const vertices = Float64Array.of(0, 0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 0, 1, 0);
  const polygons = noPolygons();
  addPolygon(polygons, [0, 1, 2, 3]);
  addPolygon(polygons, [0, 1, 4]);
  const { cumulativeAreas } = measureSurface({ vertices: Float32Array.from(vertices), triangles: triangulate(vertices, polygons) });
  expect([...cumulativeAreas]).toEqual([0, 0, 0.5]);
});
