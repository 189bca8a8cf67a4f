import fixture from '../testing/fixtures/images.json';
import { weyl } from '../testing/weyl.js';
import { inceptionScore } from './inceptionScore.js';

const logits = { values: weyl(203 * 6, 5).map((value) => value * 8), dimensions: 6 };
const names = { features: 'made up' };
const softmax = ({ values, dimensions }: typeof logits) => {
  const powers = values.map((value) => Math.exp(value));
  return { values: powers.map((power, i) => power / powers.subarray(i - (i % dimensions), i - (i % dimensions) + dimensions).reduce((a, b) => a + b)), dimensions };
};
const certain = (count: number, classes: number, shown = classes) =>
  ({ values: Float32Array.from({ length: count * classes }, (_, i) => (i % classes === Math.floor(i / classes) % shown ? 1 : 0)), dimensions: classes });

test('equals numpy over the same splits', () => {
  expect(inceptionScore(logits, { ...names, kind: 'logits', seed: 11 })).toEqual({
    name: 'Inception score', value: expect.closeTo(fixture.inceptionScore.mean, 12), standardDeviation: expect.closeTo(fixture.inceptionScore.standardDeviation, 12),
    better: 'higher', protocol: { ...names, classes: 6, samples: 203, splits: 10, seed: 11 },
  });
});

test('one split: no deviation and no seed', () => {
  const score = inceptionScore(logits, { ...names, kind: 'logits', splits: 1 });
  expect(score).toEqual({ name: 'Inception score', value: expect.closeTo(fixture.inceptionScore.ofOneSplit, 12), better: 'higher', protocol: { ...names, classes: 6, samples: 203, splits: 1 } });
});

test('probabilities score the same as their logits, whatever is added to a row of logits', () => {
  const value = (outputs: typeof logits, kind: 'logits' | 'probabilities') => inceptionScore(outputs, { ...names, kind }).value;
  expect(value(softmax(logits), 'probabilities')).toBeCloseTo(value(logits, 'logits'), 12);
  expect(value({ ...logits, values: logits.values.map((logit, i) => logit + 1000 * Math.floor(i / 6)) }, 'logits')).toBeCloseTo(value(logits, 'logits'), 8);
});

test('closed forms: the number of classes shown where each sample is certain, 1 where none is', () => {
  const value = (outputs: Parameters<typeof inceptionScore>[0]) => inceptionScore(outputs, { ...names, kind: 'probabilities', splits: 1 }).value;
  expect(value(certain(60, 6))).toBeCloseTo(6, 12);
  expect(value(certain(60, 6, 2))).toBeCloseTo(2, 12);
  expect(value(certain(60, 6, 1))).toBeCloseTo(1, 12);
  expect(value({ values: new Float32Array(60 * 4).fill(0.25), dimensions: 4 })).toBeCloseTo(1, 12);
});

test('samples sorted by class are shuffled before the split', () => {
  const sorted = { values: Float32Array.from({ length: 1000 * 4 }, (_, i) => (i % 4 === Math.floor(i / 1000) ? 1 : 0)), dimensions: 4 };
  expect(inceptionScore(sorted, { ...names, kind: 'probabilities' }).value).toBeGreaterThan(3.9);
});

test.each([
  ['too few for the classes', () => inceptionScore(certain(50, 6), { ...names, kind: 'probabilities' }), '50 samples in 10 splits leave 5 for 6 classes: give at least 60 samples, fewer splits, or set allowFewerSamples'],
  ['too few for the splits', () => inceptionScore(certain(15, 6), { ...names, kind: 'probabilities', allowFewerSamples: true }), '15 samples in 10 splits leave 1 for one: give at least 20 samples or fewer splits'],
  ['logits as probabilities', () => inceptionScore(logits, { ...names, kind: 'probabilities' }), 'of vector 0 of the class outputs sum to'],
  ['negative', () => inceptionScore({ values: Float64Array.from({ length: 120 }, (_, i) => 2 * (i % 2) - 0.5), dimensions: 2 }, { ...names, kind: 'probabilities' }), 'vector 0 of the class outputs has -0.5 for class 0'],
  ['kind', () => inceptionScore(logits, { ...names, kind: 'softmax' as 'logits' }), 'kind must be one of probabilities, logits, not softmax'],
  ['one class', () => inceptionScore({ values: new Float32Array(40).fill(1), dimensions: 1 }, { ...names, kind: 'probabilities' }), 'at least two classes'],
  ['splits', () => inceptionScore(logits, { ...names, kind: 'logits', splits: 0 }), 'splits must be a positive integer, not 0'],
  ['NaN', () => inceptionScore({ values: Float32Array.of(NaN, 1), dimensions: 2 }, { ...names, kind: 'logits' }), 'vector 0 of the features of class outputs has NaN'],
])('refused: %s', (_, score, message) => {
  expect(score).toThrow(message);
});

test('few samples are accepted if allowed', () => {
  expect(inceptionScore(certain(50, 6), { ...names, kind: 'probabilities', allowFewerSamples: true }).value).toBeLessThanOrEqual(5);
});
