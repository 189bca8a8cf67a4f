import fixture from '../testing/fixtures/features.json';
import { weyl } from '../testing/weyl.js';
import { meanCosine } from './cosine.js';
import { frechetDistance } from './frechet.js';

const set = (values: Float64Array, dimensions = 8) => ({ values, dimensions });
const a = set(weyl(200 * 8, 1));
const b = set(weyl(150 * 8, 20).map((value) => value ** 2 + 0.1));
const names = { features: 'made up', referenceSet: 'made up' };

describe('Fréchet distance', () => {
  test('equals scipy, by sqrtm of the product', () => {
    expect(frechetDistance(a, b, names)).toEqual({
      name: 'Fréchet distance', better: 'lower', value: expect.closeTo(fixture.frechet, 9),
      protocol: { ...names, dimensions: 8, samples: 200, references: 150, covariance: 'unbiased' },
    });
  });

  test('closed form in one dimension: (μ₁ − μ₂)² + (σ₁ − σ₂)²', () => {
    // Means 0 and 3, unbiased variances 2 and 8.
    expect(frechetDistance(set(Float64Array.of(-1, 1), 1), set(Float64Array.of(1, 5), 1), names).value).toBeCloseTo(9 + 2, 12);
  });

  test('is 0 for equal sets, symmetric, unmoved by a shift of both, and the squared length of a shift of one', () => {
    const shifted = (features: typeof a, by: number) => set(features.values.map((value) => value + by));
    expect(frechetDistance(a, a, names).value).toBeCloseTo(0, 9);
    expect(frechetDistance(b, a, names).value).toBeCloseTo(fixture.frechet, 9);
    expect(frechetDistance(shifted(a, 1000), shifted(b, 1000), names).value).toBeCloseTo(fixture.frechet, 8);
    expect(frechetDistance(a, shifted(a, 0.5), names).value).toBeCloseTo(8 * 0.25, 9);
  });

  test('takes fewer samples than dimensions only when asked to', () => {
    const [few, more] = [set(weyl(5 * 8, 1)), set(weyl(6 * 8, 20))];
    expect(() => frechetDistance(few, a, names)).toThrow('the features samples hold 5 vectors of 8 dimensions: give at least 8, or set allowFewerSamples');
    expect(frechetDistance(few, more, { ...names, allowFewerSamples: true }).value).toBeCloseTo(fixture.frechetOfFew, 6);
    expect(() => frechetDistance(set(weyl(8, 1)), a, { ...names, allowFewerSamples: true })).toThrow('at least two vectors; the features samples hold 1');
  });

  test('bad features are named', () => {
    expect(() => frechetDistance(a, set(weyl(100, 1), 10), names)).toThrow('the features samples have 8 dimensions and references 10');
    expect(() => frechetDistance(set(weyl(15, 1)), a, names)).toThrow('the features samples have 15 numbers, which is not a multiple of their 8 dimensions');
    expect(() => frechetDistance(a, set(new Float64Array(0)), names)).toThrow('the features references hold no vectors');
    expect(() => frechetDistance(set(Float64Array.of(1, 2, NaN, 3), 2), a, names)).toThrow('vector 1 of the features samples has NaN in dimension 0');
    expect(() => frechetDistance(set(weyl(8, 1), 0), a, names)).toThrow('dimensions of the features samples must be a positive integer, not 0');
  });
});

describe('mean cosine', () => {
  test('hand-made: along, against, across', () => {
    const [samples, references] = [Float64Array.of(1, 0, 1, 1, 0, 2), Float64Array.of(5, 0, -2, -2, 3, 0)];
    expect(meanCosine(set(samples, 2), set(references, 2), names).value).toBeCloseTo(0, 12);
    expect(meanCosine(set(samples.subarray(0, 4), 2), set(references.subarray(0, 4), 2), names).value).toBeCloseTo(0, 12);
    expect(meanCosine(set(samples.subarray(0, 2), 2), set(references.subarray(0, 2), 2), names).value).toBe(1);
  });

  test('equals numpy', () => {
    expect(meanCosine(set(a.values.subarray(0, 1200)), b, names).value).toBeCloseTo(fixture.cosine, 12);
  });

  test('refuses what has no pair or no direction', () => {
    expect(() => meanCosine(a, b, names)).toThrow('samples hold 200 vectors and references 150: a mean cosine needs pairs');
    expect(() => meanCosine(set(Float64Array.of(1, 1, 0, 0), 2), set(Float64Array.of(1, 1, 1, 1), 2), names)).toThrow('vector 1 of the features samples has length 0');
  });
});
