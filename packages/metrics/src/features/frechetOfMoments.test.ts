import { normals } from '../testing/pictures.js';
import { weyl } from '../testing/weyl.js';
import { frechetDistance } from './frechet.js';
import { frechetOfMoments } from './frechetOfMoments.js';
import { moments } from './moments.js';

const gaussian = (mean: number[], covariance: number[]) => ({ mean: Float64Array.from(mean), covariance: Float64Array.from(covariance) });

test('closed form of commuting covariances: ‖μ₁ − μ₂‖² + Σ (σ₁ − σ₂)²', () => {
  expect(frechetOfMoments(gaussian([0, 0, 0], [4, 0, 0, 0, 9, 0, 0, 0, 0]), gaussian([1, 2, 3], [1, 0, 0, 0, 25, 0, 0, 0, 16]))).toBeCloseTo(14 + 1 + 4 + 16, 12);
});

test('closed form in two dimensions: Tr (Σ₁ Σ₂)^½ = (Tr Σ₁ Σ₂ + 2 (det Σ₁ det Σ₂)^½)^½', () => {
  const [first, second] = [gaussian([1, 0], [2, 0.9, 0.9, 1]), gaussian([0, 3], [1, -0.5, -0.5, 3])];
  const traceOfProduct = 2 * 1 + 2 * 0.9 * -0.5 + 1 * 3;
  const root = Math.sqrt(traceOfProduct + 2 * Math.sqrt((2 - 0.81) * (3 - 0.25)));
  expect(frechetOfMoments(first, second)).toBeCloseTo(10 + 3 + 4 - 2 * root, 12);
});

test('drawn Gaussians come near the closed form of their distributions', () => {
  const draw = (scales: number[], shift: number, seed: number) => ({ values: normals(20_000 * 2, seed).map((value, i) => value * scales[i % 2] + shift), dimensions: 2 });
  // (1 − 3)² twice for the means, (1 − 2)² and (2 − 0.5)² for the deviations.
  const { value } = frechetDistance(draw([1, 2], 1, 1), draw([2, 0.5], 3, 2), { features: 'drawn', referenceSet: 'drawn' });
  expect(Math.abs(value - (8 + 1 + 2.25))).toBeLessThan(0.2);
});

test.each([[10, 12], [12, 10], [10, 90], [90, 10]])('%i samples and %i references of 40 dimensions: the short way equals the long one', (samples, references) => {
  const [a, b] = [{ values: weyl(samples * 40, 1), dimensions: 40 }, { values: weyl(references * 40, 20), dimensions: 40 }];
  const { value } = frechetDistance(a, b, { features: 'made up', referenceSet: 'made up', allowFewerSamples: true });
  expect(value).toBeGreaterThan(0.1);
  expect(value).toBeCloseTo(frechetOfMoments(moments(a), moments(b)), 6);
});

test.each([
  ['dimensions', gaussian([0], [1]), gaussian([0, 0], [1, 0, 0, 1]), 'the first Gaussian has 1 dimensions and the second 2'],
  ['size', gaussian([0, 0], [1, 0, 0]), gaussian([0, 0], [1, 0, 0, 1]), 'the covariance of the first Gaussian has 3 entries where its mean of 2 dimensions asks for 4'],
  ['NaN', gaussian([0], [1]), gaussian([NaN], [1]), 'entry 0 of the mean of the second Gaussian is NaN'],
  ['symmetry', gaussian([0, 0], [1, 0.5, 0, 1]), gaussian([0, 0], [1, 0, 0, 1]), 'the covariance of the first Gaussian is not symmetric: 0 at [1, 0] and 0.5 at [0, 1]'],
  ['nothing', gaussian([], []), gaussian([], []), 'the mean of the first Gaussian is empty'],
])('refused: %s', (_, first, second, message) => {
  expect(() => frechetOfMoments(first, second)).toThrow(message);
});

test('moments need two vectors', () => {
  expect(() => moments({ values: Float64Array.of(1, 2), dimensions: 2 })).toThrow('a covariance needs at least two vectors, not 1');
});
