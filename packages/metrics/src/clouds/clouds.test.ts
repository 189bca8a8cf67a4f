import { randomCloud } from '../testing/clouds.js';
import { checkClouds } from './checkClouds.js';
import { normalizeCloud } from './normalizations.js';
import { seededRandom } from './seededRandom.js';
import { subsample } from './subsample.js';

describe('normalization', () => {
  const cloud = Float64Array.of(0, 0, 0, 8, 2, 0, 4, 1, 3);

  test('box: the longest side becomes [−1, 1], the others are centred', () => {
    expect([...normalizeCloud(cloud, 'box')]).toEqual([-1, -0.25, -0.375, 1, 0.25, -0.375, 0, 0, 0.375]);
  });

  test('sphere: the centroid is the origin, the furthest point at 1', () => {
    const normal = normalizeCloud(randomCloud(50, 1, 7), 'sphere');
    const radii = Array.from({ length: 50 }, (_, i) => Math.hypot(...normal.subarray(3 * i, 3 * i + 3)));
    expect(Math.max(...radii)).toBeCloseTo(1, 6);
    for (const axis of [0, 1, 2]) expect(Array.from(normal).reduce((sum, value, i) => sum + (i % 3 === axis ? value : 0), 0)).toBeCloseTo(0, 4);
  });

  test('none: as it is', () => {
    expect(normalizeCloud(cloud, 'none')).toBe(cloud);
  });

  test('coinciding points and an unknown name are refused', () => {
    expect(() => normalizeCloud(Float32Array.of(1, 2, 3, 1, 2, 3), 'box', 'samples[4]')).toThrow('all points of the cloud samples[4] coincide');
    expect(() => normalizeCloud(cloud, 'cube' as 'box')).toThrow('normalization must be one of none, box, sphere, not cube');
  });
});

describe('sub-samples', () => {
  const cloud = Float32Array.from({ length: 300 }, (_, i) => Math.floor(i / 3));

  test('holds points of the cloud, each at most once, the same for one seed', () => {
    const chosen = subsample(cloud, 40, seededRandom(5, 2));
    const points = new Set(chosen);
    expect(chosen).toHaveLength(120);
    expect(points.size).toBe(40);
    expect(chosen.every((value, i) => value === chosen[i - (i % 3)])).toBe(true);
    expect(subsample(cloud, 40, seededRandom(5, 2))).toEqual(chosen);
    expect(subsample(cloud, 40, seededRandom(5, 3))).not.toEqual(chosen);
    expect(subsample(cloud, 40, seededRandom(6, 2))).not.toEqual(chosen);
  });

  test('each point is as likely as another', () => {
    const counts = new Array<number>(100).fill(0);
    for (let stream = 0; stream < 2000; stream++) {
      const chosen = subsample(cloud, 10, seededRandom(1, stream));
      for (let i = 0; i < 30; i += 3) counts[chosen[i]]++;
    }
    // 2 000 draws at 1 in 10: mean 200, standard deviation 13.
    for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(65);
  });

  test('too many points, bad counts and bad seeds are refused', () => {
    expect(() => subsample(cloud, 101, seededRandom(0), 'samples[1]')).toThrow('the cloud samples[1] has 100 points, fewer than the 101 asked for');
    expect(() => subsample(cloud, 0, seededRandom(0))).toThrow('points must be a positive integer, not 0');
    expect(() => seededRandom(-1)).toThrow('seed must be an integer in [0, 4294967295], not -1');
  });
});

test('uniform numbers fill [0, 1) evenly and do not follow one another', () => {
  const random = seededRandom(3);
  const values = Array.from({ length: 20_000 }, random);
  const counts = new Array<number>(10).fill(0);
  for (const value of values) counts[Math.floor(value * 10)]++;
  for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(220);
  const correlation = values.slice(1).reduce((sum, value, i) => sum + (value - 0.5) * (values[i] - 0.5), 0) / 20_000 / (1 / 12);
  expect(Math.abs(correlation)).toBeLessThan(0.03);
});

test('a bad cloud of a set is named', () => {
  const good = Float32Array.of(1, 2, 3);
  expect(() => checkClouds([], 'samples')).toThrow('the set samples holds no clouds');
  expect(() => checkClouds([good, new Float32Array(0)], 'samples')).toThrow('cloud samples[1] is empty');
  expect(() => checkClouds([good, good, Float32Array.of(1, 2, Infinity)], 'references')).toThrow('cloud references[2] has z = Infinity at point 0');
});
