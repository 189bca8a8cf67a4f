import { randomCloud, reversed } from '../testing/clouds.js';
import fixture from '../testing/fixtures/clouds.json';
import { weyl } from '../testing/weyl.js';
import { chamferDistance } from './chamfer.js';
import { fixtureClouds } from '../testing/fixtureClouds.js';

test('hand-made: squared distances, both ways, summed', () => {
  // To the nearest: 0 and 3² one way; 0 the other.
  expect(chamferDistance(Float32Array.of(0, 0, 0, 3, 0, 0), Float32Array.of(0, 0, 0))).toBe(4.5);
  expect(chamferDistance(Float32Array.of(0, 0, 0), Float32Array.of(1, 2, 2))).toBe(18);
});

test.each(fixture.pairs)('equals scipy for $points points', (pair) => {
  const [a, b] = fixtureClouds(pair.points);
  expect(chamferDistance(a, b)).toBeCloseTo(pair.cd, 12);
});

test('equals brute force, with duplicate points and flat clouds too', () => {
  const nearest = (from: Float32Array, to: Float32Array) => {
    let sum = 0;
    for (let i = 0; i < from.length; i += 3) {
      let least = Infinity;
      for (let j = 0; j < to.length; j += 3) least = Math.min(least, (from[i] - to[j]) ** 2 + (from[i + 1] - to[j + 1]) ** 2 + (from[i + 2] - to[j + 2]) ** 2);
      sum += least;
    }
    return sum / (from.length / 3);
  };
  const flat = randomCloud(90, 1).map((value, i) => (i % 3 === 2 ? 0.25 : value));
  const repeated = Float32Array.from(weyl(120, 4), (value) => Math.floor(value * 3));
  for (const [a, b] of [[flat, repeated], [repeated, flat], [repeated, repeated], [flat, randomCloud(17, 2)]]) {
    expect(chamferDistance(a, b)).toBeCloseTo(nearest(a, b) + nearest(b, a), 12);
  }
});

test('does not depend on the order of points or clouds, nor on moving both clouds', () => {
  const [a, b] = [randomCloud(100, 3), randomCloud(80, 4)];
  const moved = (cloud: Float32Array) => Float64Array.from(cloud, (value, i) => value + [5, -2, 1][i % 3]);
  expect(chamferDistance(reversed(a), b)).toBeCloseTo(chamferDistance(a, b), 13);
  expect(chamferDistance(b, a)).toBeCloseTo(chamferDistance(a, b), 13);
  expect(chamferDistance(moved(a), moved(b))).toBeCloseTo(chamferDistance(a, b), 12);
  expect(chamferDistance(a, a)).toBe(0);
});

test.each([
  [Float32Array.of(), 'cloud a is empty'],
  [Float32Array.of(1, 2), 'cloud a has 2 numbers, which is not a multiple of 3'],
  [Float32Array.of(1, 2, 3, 4, NaN, 6), 'cloud a has y = NaN at point 1'],
])('a bad cloud is refused: %p', (cloud, message) => {
  expect(() => chamferDistance(cloud, Float32Array.of(1, 2, 3))).toThrow(message);
});
