import { measureSurface } from '../meshes/surface.js';
import { sampleSurface } from '../meshes/sampleSurface.js';
import { box, sphere } from '../testing/shapes.js';
import { augment } from './augmentation.js';
import { rotate, turnBack, turnUpright } from './axes.js';
import { cloudMoments, surfaceMoments } from './moments.js';
import { datasetPlacement, shapePlacement } from './normalization.js';
import { place, unplace } from './placement.js';
import { subsampleCloud } from './subsample.js';

const address = { seed: 5, stream: 'data', step: 1, sample: 2 };
const cloud = sphere(6, 9).vertices.map((x, i) => 3 * x + [1, -2, 5][i % 3]);
const rows = (positions: Float32Array) => Array.from({ length: positions.length / 3 }, (_, i) => [...positions.subarray(3 * i, 3 * i + 3)]);
const near = (a: ArrayLike<number>, b: ArrayLike<number>, tolerance = 1e-5) => expect(Array.from(a).every((x, i) => Math.abs(x - b[i]) <= tolerance)).toBe(true);

test('a box: middle, sides, mean and radius in closed form, whatever its triangles', () => {
  const moments = surfaceMoments(measureSurface(box(2, 4, 8)));
  near(moments.mean, [1, 2, 4]);
  expect(moments.radius).toBeCloseTo(Math.sqrt(21), 6);
  expect(shapePlacement('unit-box', moments)).toEqual({ offset: [1, 2, 4], scale: 4 });
  // E x² on faces x = 0 and 2 (area 64 of 112, mean square 2) and on the others (4/3).
  expect(moments.square[0]).toBeCloseTo((64 * 2 + 48 * (4 / 3)) / 112, 6);
});

test("a surface's moments are those of many points drawn from it", () => {
  const surface = measureSurface({ ...sphere(7, 5), vertices: sphere(7, 5).vertices.map((x, i) => x * [1, 2, 3][i % 3] + 1) });
  const [exact, drawn] = [surfaceMoments(surface), cloudMoments(sampleSurface(surface, 40_000, address))];
  near(exact.mean, drawn.mean, 0.05);
  near(exact.square, drawn.square, 0.1);
});

test.each(['unit-box', 'unit-sphere', 'unit-deviation', 'none'] as const)('%s is undone exactly enough', (name) => {
  const placement = shapePlacement(name, cloudMoments(cloud));
  near(unplace(place(cloud, placement), placement), cloud);
});

test('unit-box fills [-1, 1]; unit-sphere touches radius 1 about its mean; unit-deviation has a deviation of 1', () => {
  const boxed = cloudMoments(place(cloud, shapePlacement('unit-box', cloudMoments(cloud))));
  near([...boxed.low, ...boxed.high].map(Math.abs).sort().slice(-2), [1, 1]);
  near(boxed.low.map((x, k) => x + boxed.high[k]), [0, 0, 0]);
  const ball = cloudMoments(place(cloud, shapePlacement('unit-sphere', cloudMoments(cloud))));
  near([...ball.mean, ball.radius], [0, 0, 0, 1]);
  const even = place(cloud, shapePlacement('unit-deviation', cloudMoments(cloud)));
  near(cloudMoments(even).mean, [0, 0, 0]);
  near([even.reduce((sum, x) => sum + x * x, 0) / even.length], [1]);
});

test('dataset: over all shapes together the mean is 0 and the standard deviation 1', () => {
  const clouds = [cloud, cloud.map((x) => 2 * x + 1), cloud.map((x, i) => x * ((i % 3) + 1))];
  const placement = datasetPlacement(clouds.map(cloudMoments));
  const all = Float32Array.from(clouds.flatMap((one) => [...place(one, placement)]));
  for (let k = 0; k < 3; k++) near([all.filter((_, i) => i % 3 === k).reduce((sum, x) => sum + x, 0) / (all.length / 3)], [0]);
  near([all.reduce((sum, x) => sum + x * x, 0) / all.length], [1]);
  expect(() => datasetPlacement([])).toThrow('no shapes');
  expect(() => datasetPlacement([cloudMoments(Float32Array.of(1, 2, 3))])).toThrow('all points of all shapes are the same');
  expect(() => shapePlacement('unit-box', cloudMoments(Float32Array.of(1, 2, 3)))).toThrow('its points are all the same');
});

test.each(['x', 'y', 'z'] as const)('an upright turn from %s is undone', (up) => {
  expect(turnBack(turnUpright(cloud, up), up)).toEqual(cloud);
});

test('quarter turns about each axis, and up axes, keep handedness', () => {
  const position = Float32Array.of(1, 2, 3);
  near(rotate(position, 'x', Math.PI / 2), [1, -3, 2]);
  near(rotate(position, 'y', Math.PI / 2), [3, 2, -1]);
  near(rotate(position, 'z', Math.PI / 2), [-2, 1, 3]);
  // Up becomes y, and the three axes stay right-handed: determinant 1.
  for (const up of ['x', 'y', 'z'] as const) {
    const [a, b, c] = rows(turnUpright(Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), up));
    expect([a, b, c]['xyz'.indexOf(up)].map(Math.abs)).toEqual([0, 1, 0]);
    expect([a, b, c]['xyz'.indexOf(up)][1]).toBe(1);
    expect(a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0])).toBe(1);
  }
});

test('augmentation: rotations keep distances and heights, factors lie in their range, jitter has its deviation; equal addresses draw alike', () => {
  expect(augment(cloud, {}, address)).toEqual(cloud);
  const turned = rows(augment(cloud, { rotation: 'y' }, address));
  near(turned.map((p) => Math.hypot(...p)), rows(cloud).map((p) => Math.hypot(...p)));
  near(turned.map((p) => p[1]), rows(cloud).map((p) => p[1]));
  expect(turned[5][0]).not.toBeCloseTo(cloud[15], 2);
  const factors = Array.from({ length: 50 }, (_, step) => augment(cloud, { scale: [0.5, 2] }, { ...address, step })[1] / cloud[1]);
  expect(Math.min(...factors)).toBeGreaterThanOrEqual(0.5);
  expect(Math.max(...factors)).toBeLessThanOrEqual(2);
  expect(new Set(factors).size).toBe(50);
  const moves = augment(new Float32Array(30_000), { jitter: 0.02 }, address);
  expect(Math.sqrt(moves.reduce((sum, x) => sum + x * x, 0) / moves.length)).toBeCloseTo(0.02, 3);
  const all = { rotation: 'z', scale: [0.8, 1.2], jitter: 0.01 } as const;
  expect(augment(cloud, all, address)).toEqual(augment(cloud, all, { ...address }));
  expect(augment(cloud, all, { ...address, step: 2 })).not.toEqual(augment(cloud, all, address));
});

test('a sub-sample has each point at most once, and all points are equally likely', () => {
  const line = Float32Array.from({ length: 30 }, (_, i) => Math.floor(i / 3));
  const counts = new Array<number>(10).fill(0);
  for (let step = 0; step < 2000; step++) {
    const drawn = rows(subsampleCloud(line, 4, { ...address, step })).map(([x]) => x);
    if (new Set(drawn).size !== 4) throw new Error(`${drawn}`);
    drawn.forEach((i) => counts[i]++);
  }
  // Five standard deviations of a binomial: √(2000 · 0.4 · 0.6) ≈ 22.
  counts.forEach((count) => expect(Math.abs(count - 800)).toBeLessThan(110));
  expect(rows(subsampleCloud(line, 10, address)).map(([x]) => x).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(() => subsampleCloud(line, 11, address)).toThrow('it has 10 points, but 11 are asked for');
});
