import { randomCloud, reversed } from '../testing/clouds.js';
import { fixtureClouds } from '../testing/fixtureClouds.js';
import fixture from '../testing/fixtures/clouds.json';
import { auctionEmd, earthMoversDistance } from './earthMovers.js';

const pairs = fixture.pairs.filter((pair) => pair.emd !== null) as { points: number[]; emd: number }[];

/** The least mean distance over all orders of b's points. */
function overAllPermutations(a: Float32Array, b: Float32Array): number {
  const count = a.length / 3;
  const least = (i: number, free: number[]): number =>
    i === count ? 0 : Math.min(...free.map((j) => Math.hypot(a[3 * i] - b[3 * j], a[3 * i + 1] - b[3 * j + 1], a[3 * i + 2] - b[3 * j + 2]) + least(i + 1, free.filter((k) => k !== j))));
  return least(0, Array.from({ length: count }, (_, i) => i)) / count;
}

test('hand-made: the mean distance, where greedy matching would be worse', () => {
  // Greedy takes 1 → 2 at 1, then 0 → 10 at 10; optimal is 0 → 2 and 1 → 10: 2 + 9.
  expect(earthMoversDistance(Float32Array.of(0, 0, 0, 1, 0, 0), Float32Array.of(2, 0, 0, 10, 0, 0))).toBe(5.5);
  expect(earthMoversDistance(Float32Array.of(0, 0, 0), Float32Array.of(1, 2, 2))).toBe(3);
});

test('equals the best of all permutations', () => {
  for (let seed = 0; seed < 12; seed++) {
    const count = 2 + (seed % 6);
    const [a, b] = [randomCloud(count, seed), randomCloud(count, seed + 100, 0.3)];
    expect(earthMoversDistance(a, b)).toBeCloseTo(overAllPermutations(a, b), 12);
  }
});

test.each(pairs)('equals scipy for $points points', ({ points, emd }) => {
  expect(earthMoversDistance(...fixtureClouds(points))).toBeCloseTo(emd, 12);
});

test.each(pairs)('the auction keeps its promise for $points points', ({ points, emd }) => {
  for (const tolerance of [0.2, 0.01, 0.001]) {
    const value = auctionEmd(...fixtureClouds(points), tolerance);
    expect(value).toBeGreaterThanOrEqual(emd * (1 - 1e-12));
    expect(value).toBeLessThanOrEqual((emd / (1 - tolerance)) * (1 + 1e-12));
  }
});

test('does not depend on the order of points or clouds, nor on moving both clouds', () => {
  const [a, b] = [randomCloud(60, 3), randomCloud(60, 4)];
  const moved = (cloud: Float32Array) => Float64Array.from(cloud, (value, i) => value + [5, -2, 1][i % 3]);
  expect(earthMoversDistance(reversed(a), b)).toBeCloseTo(earthMoversDistance(a, b), 12);
  expect(earthMoversDistance(b, a)).toBeCloseTo(earthMoversDistance(a, b), 12);
  expect(earthMoversDistance(moved(a), moved(b))).toBeCloseTo(earthMoversDistance(a, b), 12);
});

test('a cloud moved by a vector is that far away', () => {
  const a = randomCloud(50, 5);
  expect(earthMoversDistance(a, a.map((value, i) => value + [3, 4, 12][i % 3]))).toBeCloseTo(13, 5);
});

test('is 0 between equal clouds in any order, and with all points in one place', () => {
  const a = randomCloud(40, 6);
  for (const distance of [earthMoversDistance, auctionEmd]) {
    expect(distance(a, reversed(a))).toBeCloseTo(0, 12);
    expect(distance(new Float32Array(30), new Float32Array(30))).toBe(0);
  }
});

test('different counts, bad clouds and bad tolerances are refused', () => {
  const a = Float32Array.of(1, 2, 3);
  expect(() => earthMoversDistance(a, Float32Array.of(1, 2, 3, 4, 5, 6))).toThrow('cloud b[0] has 2 points where 1 are needed');
  expect(() => auctionEmd(a, Float32Array.of())).toThrow('cloud b is empty');
  expect(() => auctionEmd(a, a, 0)).toThrow('tolerance must be a relative error between 0 and 1, such as 0.01, not 0');
});
