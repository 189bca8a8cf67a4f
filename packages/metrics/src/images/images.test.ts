import { ProtocolMismatchError } from '../scores/score.js';
import { blurred, discs, noised, pictureDimensions, pictureFeatures, side } from '../testing/pictures.js';
import { compareImageScores } from './compareImageScores.js';
import { scoreImages, type ImageScoreProgress, type ScoreImagesOptions } from './scoreImages.js';

const set = (pictures: Float64Array) => ({ values: pictureFeatures(pictures), dimensions: pictureDimensions });
const [pictures, others] = [discs(240, 1), discs(240, 2)];
const real = set(pictures);
const protocol = { network: 'cells', layer: 'means and differences', resizeFilter: 'none', valueRange: '[0, 1]' };
const options: ScoreImagesOptions = { protocol, referenceSet: 'discs', subsets: 10, subsetSize: 100 };
const score = (generated: Float64Array, more: Partial<ScoreImagesOptions> = {}) => scoreImages(set(generated), real, { ...options, ...more });
const rises = (values: number[]) => values.every((value, i) => i === 0 || value > values[i - 1]);

test('every score carries how the features were made, the reference set, the counts and its own choices', async () => {
  const classOutputs = { values: Float32Array.from({ length: 480 }, (_, i) => ((i ^ (i >> 1)) & 1)), dimensions: 2, kind: 'probabilities', layer: 'softmax' } as const;
  const scores = await score(others, { seed: 5, classOutputs, protocol: { ...protocol, inputSize: 8 } });
  const shared = { ...protocol, inputSize: 8, referenceSet: 'discs', dimensions: 32, samples: 240, references: 240 };
  expect(scores.protocol).toEqual({ ...shared, seed: 5 });
  expect(scores.frechetDistance).toMatchObject({ name: 'Fréchet distance', protocol: { ...shared, covariance: 'unbiased' } });
  expect(scores.kernelDistance.protocol).toEqual({ ...shared, kernel: '(x·y/d + 1)³, unbiased', subsets: 10, subsetSize: 100, seed: 5 });
  expect([scores.precision, scores.recall].map((each) => each.protocol)).toEqual(Array(2).fill({ ...shared, neighbours: 3 }));
  expect([scores.density, scores.coverage].map((each) => each.protocol)).toEqual(Array(2).fill({ ...shared, neighbours: 5 }));
  expect(scores.inceptionScore?.protocol).toEqual({ ...protocol, inputSize: 8, layer: 'softmax', classes: 2, samples: 240, splits: 10, seed: 5 });
});

test('the data against itself', async () => {
  const scores = await score(pictures);
  expect(scores.frechetDistance.value).toBeCloseTo(0, 6);
  // Pairs within a set exclude a picture paired with itself, pairs across include it: not above 0, up to the draw of the subsets.
  expect(Math.abs(scores.kernelDistance.value)).toBeLessThan(2 * (scores.kernelDistance.standardDeviation ?? 0) + 1e-3);
  expect([scores.precision.value, scores.recall.value, scores.coverage.value]).toEqual([1, 1, 1]);
});

test.each([
  ['noise', [0, 0.05, 0.1, 0.2, 0.4], noised],
  ['blur', [0, 1, 2, 4, 8], blurred],
] as const)('the more %s the worse', async (_, amounts, change) => {
  const scores = [];
  for (const amount of amounts) scores.push(await score(change(others, amount)));
  expect(rises(scores.map(({ frechetDistance }) => frechetDistance.value))).toBe(true);
  expect(rises(scores.map(({ kernelDistance }) => kernelDistance.value))).toBe(true);
  for (const name of ['precision', 'coverage', 'density'] as const) {
    const values = scores.map((each) => each[name].value);
    expect([...values].sort((a, b) => b - a)).toEqual(values);
    expect(values[0] - values[values.length - 1]).toBeGreaterThan(0.5);
  }
});

test('a collapsed generator: high precision, low recall', async () => {
  const one = pictures.slice(0, side * side);
  const { precision, recall, frechetDistance } = await score(noised(Float64Array.from({ length: pictures.length }, (_, i) => one[i % one.length]), 0.001));
  expect(precision.value).toBe(1);
  expect(recall.value).toBeLessThan(0.05);
  expect(frechetDistance.value).toBeGreaterThan((await score(others)).frechetDistance.value);
});

describe('comparison', () => {
  const plain = score(others);

  test('of one protocol says which is better, score by score', async () => {
    const [clean, noisy] = [await plain, await score(noised(others, 0.3))];
    const comparison = compareImageScores(clean, noisy);
    expect(Object.keys(comparison).sort()).toEqual(['coverage', 'density', 'frechetDistance', 'kernelDistance', 'precision', 'recall']);
    expect(comparison).toMatchObject({ frechetDistance: { better: 'first' }, kernelDistance: { better: 'first' }, precision: { better: 'first' } });
    expect(comparison.frechetDistance.difference).toBe(clean.frechetDistance.value - noisy.frechetDistance.value);
  });

  test.each<[string, Partial<ScoreImagesOptions>, string]>([
    ['network', { protocol: { ...protocol, network: 'Inception-v3' } }, 'network: cells and Inception-v3'],
    ['layer', { protocol: { ...protocol, layer: 'pool' } }, 'layer: means and differences and pool'],
    ['resize filter', { protocol: { ...protocol, resizeFilter: 'bicubic' } }, 'resizeFilter: none and bicubic'],
    ['value range', { protocol: { ...protocol, valueRange: '[-1, 1]' } }, 'valueRange: [0, 1] and [-1, 1]'],
    ['a further field', { protocol: { ...protocol, inputSize: 8 } }, 'inputSize: none and 8'],
    ['reference set', { referenceSet: 'squares' }, 'referenceSet: discs and squares'],
    ['seed', { seed: 1 }, 'seed: 0 and 1'],
    ['subsets', { subsets: 5 }, 'subsets: 10 and 5'],
    ['neighbours', { neighbours: { precisionRecall: 4 } }, 'neighbours: 3 and 4'],
  ])('refuses another %s, and names it', async (_, more, message) => {
    const [first, second] = [await plain, await score(others, more)];
    expect(() => compareImageScores(first, second)).toThrow(ProtocolMismatchError);
    expect(() => compareImageScores(first, second)).toThrow(message);
  });

  test('refuses other counts, and an Inception score on one side only', async () => {
    const first = await plain;
    const fewer = await score(discs(200, 2));
    expect(() => compareImageScores(first, fewer)).toThrow('samples: 240 and 200');
    expect(() => compareImageScores(first, { ...first, inceptionScore: first.precision })).toThrow('only the second scores hold an Inception score');
  });
});

test('progress names each score and comes to its end; a signal ends the work', async () => {
  const seen: ImageScoreProgress[] = [];
  await score(others, { onProgress: (progress) => seen.push(progress) });
  expect([...new Set(seen.map((each) => each.score))]).toEqual(['Fréchet distance', 'KID', 'precision and recall']);
  for (const name of new Set(seen.map((each) => each.score))) {
    const shares = seen.filter((each) => each.score === name).map((each) => each.done);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[shares.length - 1]).toBe(1);
  }
  const controller = new AbortController();
  await expect(score(others, { onProgress: () => controller.abort(new Error('enough')), signal: controller.signal })).rejects.toThrow('enough');
});

test.each<[string, Partial<ScoreImagesOptions>, number, string]>([
  ['few for Fréchet', { subsetSize: 31 }, 31, 'the features samples hold 31 vectors of 32 dimensions: give at least 32, or set allowFewerSamples'],
  ['few for KID', { allowFewerSamples: true }, 31, "the features samples hold 31 vectors, fewer than a subset's 100"],
  ['few for neighbours', { allowFewerSamples: true, subsetSize: 3 }, 3, 'the features samples hold 3 vectors: the 3 nearest neighbours of each need at least 4'],
  ['no network', { protocol: { ...protocol, network: ' ' } }, 240, 'the protocol of image features needs network, a text that says how the features were made, not " "'],
  ['no filter', { protocol: { ...protocol, resizeFilter: undefined as unknown as string } }, 240, 'needs resizeFilter, a text that says how the features were made, not nothing'],
  ['a field taken', { protocol: { ...protocol, samples: 5 } }, 240, 'cannot have a field samples'],
  ['other pictures classified', { classOutputs: { values: new Float32Array(20).fill(0.5), dimensions: 2, kind: 'probabilities', layer: 'softmax' } }, 240, 'the class outputs are of 10 pictures and the features samples of 240'],
  ['no subsets', { subsets: 0 }, 240, 'subsets must be a positive integer, not 0'],
  ['half a neighbour', { neighbours: { densityCoverage: 0.5 } }, 240, 'neighbours must be a positive integer, not 0.5'],
  ['seed', { seed: 0.5 }, 240, 'seed must be an integer in [0, 4294967295], not 0.5'],
])('refused before any score is made: %s', async (_, more, count, message) => {
  const finished: number[] = [];
  const work = score(discs(count, 2), { ...more, onProgress: ({ done }) => finished.push(done) });
  await expect(work).rejects.toThrow(message);
  expect(Math.max(0, ...finished)).toBe(0);
});
