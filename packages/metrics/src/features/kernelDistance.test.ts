import fixture from '../testing/fixtures/images.json';
import { normals } from '../testing/pictures.js';
import { weyl } from '../testing/weyl.js';
import { kernelDistance } from './kernelDistance.js';
import { meanAndDeviation } from './meanAndDeviation.js';

const set = (values: Float64Array | Float32Array, dimensions = 8) => ({ values, dimensions });
const samples = set(weyl(150 * 8, 20).map((value) => value ** 2 + 0.1));
const references = set(weyl(200 * 8, 1));
const names = { features: 'made up', referenceSet: 'made up' };

test.each(['drawn', 'whole'] as const)('equals numpy over the same subsets: %s', (kind) => {
  const { subsets, subsetSize, mean, standardDeviation } = fixture.kernelDistance[kind];
  expect(kernelDistance(samples, references, { ...names, subsets, subsetSize, seed: 3 })).toEqual({
    name: 'KID', value: expect.closeTo(mean, 12), standardDeviation: expect.closeTo(standardDeviation, 12), better: 'lower',
    protocol: { ...names, dimensions: 8, samples: 150, references: 200, kernel: '(x·y/d + 1)³, unbiased', subsets, subsetSize, seed: 3 },
  });
});

test('hand-made: {0, 1} and {2, 3}', () => {
  // k(0, 1) = 1, k(2, 3) = 7³, across (1 + 1 + 3³ + 4³) / 4. Subsets of everything are one.
  const score = kernelDistance(set(Float64Array.of(0, 1), 1), set(Float64Array.of(2, 3), 1), { ...names, subsetSize: 2 });
  expect(score.value).toBeCloseTo(1 + 343 - 2 * (93 / 4), 12);
  expect(score).not.toHaveProperty('standardDeviation');
  expect(score.protocol).toMatchObject({ subsets: 1, subsetSize: 2 });
  expect(score.protocol).not.toHaveProperty('seed');
});

test('unbiased: the mean over many draws is the closed form (Δm₃)² + 3 (Δm₂)² + 3 (Δm₁)² of one-dimensional Gaussians’ raw moments', () => {
  const draws = (shift: number) => Array.from({ length: 120 }, (_, i) =>
    kernelDistance(set(normals(100, i), 1), set(normals(100, 200 + i).map((value) => value + shift), 1), { ...names, subsetSize: 100 }).value);
  // N(0, 1) has the moments 0, 1, 0, and N(½, 1) has ½, 5/4, 13/8.
  for (const [shift, expected] of [[0, 0], [0.5, 1.625 ** 2 + 3 * 0.25 ** 2 + 3 * 0.5 ** 2]]) {
    const { mean, standardDeviation } = meanAndDeviation(draws(shift));
    expect(Math.abs(mean - expected)).toBeLessThan(3 * standardDeviation / Math.sqrt(120));
    expect(standardDeviation / Math.sqrt(120)).toBeLessThan(0.3);
  }
  expect(Math.min(...draws(0))).toBeLessThan(0);
});

test('the seed decides, and nothing else', () => {
  const value = (seed: number) => kernelDistance(samples, references, { ...names, subsets: 3, subsetSize: 20, seed }).value;
  expect(value(4)).toBe(value(4));
  expect(value(4)).not.toBe(value(5));
});

test.each([
  ['too few', () => kernelDistance(samples, references, names), "the features samples hold 150 vectors, fewer than a subset's 1000: give more, or a subsetSize of at most 150"],
  ['one of a subset', () => kernelDistance(samples, references, { ...names, subsetSize: 1 }), 'subsetSize must be an integer of at least 2, not 1'],
  ['no subset', () => kernelDistance(samples, references, { ...names, subsets: 0 }), 'subsets must be a positive integer, not 0'],
  ['seed', () => kernelDistance(samples, references, { ...names, subsetSize: 9, seed: -1 }), 'seed must be an integer in [0, 4294967295], not -1'],
  ['dimensions', () => kernelDistance(samples, set(weyl(100, 1), 10), names), 'the features samples have 8 dimensions and references 10'],
  ['NaN', () => kernelDistance(set(Float32Array.of(1, NaN), 1), references, names), 'vector 1 of the features samples has NaN'],
])('refused: %s', (_, score, message) => {
  expect(score).toThrow(message);
});
