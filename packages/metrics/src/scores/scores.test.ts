import { earthMoversDistance } from '../distances/earthMovers.js';
import { randomClouds } from '../testing/clouds.js';
import { fingerprint } from './fingerprint.js';
import { compareScores, ProtocolMismatchError, type Score } from './score.js';
import { scoreClouds } from './scoreClouds.js';

const [a, b, far] = [randomClouds(6, 40, 0), randomClouds(6, 40, 50), randomClouds(6, 40, 90, 30)];
const options = { distance: 'CD', normalization: 'none' } as const;

test('scores carry their values and the whole protocol', async () => {
  const scores = await scoreClouds(a, b, { ...options, distance: 'EMD', points: 16, seed: 3, normalization: 'box' });
  const protocol = { distance: 'EMD', normalization: 'box', samples: 6, references: 6, points: 16, seed: 3, referenceFingerprint: fingerprint(b) };
  expect(scores.protocol).toEqual(protocol);
  expect(scores.minimumMatchingDistance).toEqual({ name: 'MMD-EMD', value: expect.any(Number), better: 'lower', protocol });
  expect(scores.coverage).toMatchObject({ name: 'COV-EMD', better: 'higher', protocol });
  expect(scores.nearestNeighbourAccuracy).toMatchObject({ name: '1-NNA-EMD', better: 'half', protocol });
});

test('MMD is the mean over references of the nearest sample’s distance', async () => {
  const { minimumMatchingDistance } = await scoreClouds(a, b, { ...options, distance: 'EMD' });
  const nearest = b.map((reference) => Math.min(...a.map((sample) => earthMoversDistance(sample, reference))));
  expect(minimumMatchingDistance.value).toBeCloseTo(nearest.reduce((sum, value) => sum + value, 0) / 6, 12);
});

test('sets far apart: 1; equal sets, sub-sampled too: 0, all covered at no distance', async () => {
  expect((await scoreClouds(a, far, options)).nearestNeighbourAccuracy.value).toBe(1);
  const same = await scoreClouds(a, a, { ...options, points: 10 });
  expect([same.nearestNeighbourAccuracy.value, same.coverage.value, same.minimumMatchingDistance.value]).toEqual([0, 1, 0]);
});

test('normalizing each cloud takes its place and size away', async () => {
  const moved = a.map((cloud, i) => cloud.map((value) => value * (i + 1) + i));
  const { minimumMatchingDistance } = await scoreClouds(moved, a, { ...options, normalization: 'box' });
  expect(minimumMatchingDistance.value).toBeCloseTo(0, 10);
});

test('auctionEmd names its tolerance; the seed is named only where it matters', async () => {
  const { protocol, coverage } = await scoreClouds(a, b, { ...options, distance: 'auctionEmd', points: 40, seed: 9 });
  expect(protocol).toMatchObject({ distance: 'auctionEmd', tolerance: 0.01, points: 40 });
  expect(protocol).not.toHaveProperty('seed');
  expect(coverage.name).toBe('COV-auctionEmd');
});

test('progress counts all distances once', async () => {
  const seen: number[] = [];
  await scoreClouds(a, b, { ...options, onProgress: ({ done, total }) => seen.push(done / total) });
  expect(seen).toEqual([...seen].sort((x, y) => x - y));
  expect(seen.at(-1)).toBe(1);
});

test.each([
  ['counts of clouds', () => scoreClouds(a, b.slice(1), options), 'samples hold 6 clouds and references 5'],
  ['counts of points', () => scoreClouds(a, [...b.slice(1), randomClouds(1, 39, 0)[0]], { ...options, distance: 'EMD' }), 'cloud references[5] has 39 points where 40 are needed'],
  ['NaN', () => scoreClouds([...a.slice(1), Float32Array.of(NaN, 0, 0)], b, options), 'cloud samples[5] has x = NaN at point 0'],
  ['distance', () => scoreClouds(a, b, { ...options, distance: 'L2' as 'CD' }), 'distance must be one of CD, EMD, auctionEmd, not L2'],
  ['tolerance', () => scoreClouds(a, b, { ...options, tolerance: 0.1 }), 'distance CD is exact and takes no tolerance'],
])('refused: %s', async (_, score, message) => {
  await expect(score()).rejects.toThrow(message);
});

describe('comparison', () => {
  const score = (value: number, better: Score['better'] = 'lower', protocol = {}): Score => ({ name: 'MMD-CD', value, better, protocol: { points: 2048, ...protocol } });

  test('says which is better', () => {
    expect(compareScores(score(1), score(3))).toEqual({ better: 'first', difference: -2 });
    expect(compareScores(score(1, 'higher'), score(3, 'higher')).better).toBe('second');
    expect(compareScores(score(0.45, 'half'), score(0.6, 'half')).better).toBe('first');
    expect(compareScores(score(2), score(2)).better).toBe('neither');
  });

  test('refuses across protocols, naming every field that differs', () => {
    expect(() => compareScores(score(1), score(1, 'lower', { points: 512, seed: 3 }))).toThrow(ProtocolMismatchError);
    expect(() => compareScores(score(1), score(1, 'lower', { points: 512, seed: 3 }))).toThrow('(points: 2048 and 512; seed: none and 3)');
    expect(() => compareScores(score(1), { ...score(1), name: 'MMD-EMD' })).toThrow('(score: MMD-CD and MMD-EMD)');
  });

  test('other references have another fingerprint', () => {
    expect(fingerprint(a)).toMatch(/^[0-9a-f]{8}$/);
    expect(fingerprint(a)).toBe(fingerprint(a.map((cloud) => Float64Array.from(cloud))));
    expect(fingerprint(a)).not.toBe(fingerprint(b));
    expect(fingerprint([a[0], a[1]])).not.toBe(fingerprint([a[1], a[0]]));
  });
});
