import { denoisedWeight, linear, trigonometric, variancePreserving, velocityFactors } from '../paths/index.js';
import { normalValues } from '../random/index.js';
import { toyExample, toyNetwork, toyRecipe } from '../testing/toyModality.js';
import { groupPairs } from './grouping.js';
import { logitNormal } from './times.js';
import { trainingBatch, type BatchRecipe } from './trainingBatch.js';

const { config, modality, pseudoCoordinates } = toyNetwork();
const group = groupPairs(config, modality, pseudoCoordinates);
const recipeOf = (changes: Partial<BatchRecipe> = {}): BatchRecipe => ({ ...toyRecipe(), path: trigonometric, classes: 3, conditionChannels: 0, ...changes });
const examples = Array.from({ length: 4 }, (_, i) => toyExample(i, { labels: true, points: 10 + (i % 3) }));
const rows = <T extends ArrayLike<number>>(data: T, sample: number, size: number) => Array.from(data).slice(sample * size, (sample + 1) * size);

test('values and targets are those of the path, at decoded points without repetition', () => {
  const { query, target, condition } = trainingBatch([examples[2]], group, recipeOf(), { seed: 4, step: 9 });
  const [t] = condition.time.data;
  const { coordinates, values, points } = examples[2];
  const noise = normalValues({ seed: 4, stream: 'noise', step: 9, sample: 0 }, values.length);
  const seen = new Set<number>();
  for (let q = 0; q < query.values.shape[1]; q++) {
    const at = Array.from({ length: points }, (_, i) => i).find((i) => coordinates[2 * i] === query.coordinates.data[2 * q] && coordinates[2 * i + 1] === query.coordinates.data[2 * q + 1])!;
    seen.add(at);
    for (const c of [0, 1]) {
      const [data, epsilon] = [values[2 * at + c], noise[2 * at + c]];
      const angle = (Math.PI / 2) * t;
      expect(query.values.data[2 * q + c]).toBeCloseTo(Math.sin(angle) * data + Math.cos(angle) * epsilon, 5);
      expect(target.data[2 * q + c]).toBeCloseTo((Math.PI / 2) * (Math.cos(angle) * data - Math.sin(angle) * epsilon), 5);
    }
  }
  expect(seen.size).toBe(7);
});

test('a batch in pieces is the same batch', () => {
  const whole = trainingBatch(examples, group, recipeOf(), { seed: 1, step: 2 });
  const pieces = [0, 2].map((firstSample) => trainingBatch(examples.slice(firstSample, firstSample + 2), group, recipeOf(), { seed: 1, step: 2, firstSample }));
  pieces.forEach((piece, p) => [0, 1].forEach((sample) => {
    for (const [of, size] of [['query', 14], ['context', 72]] as const) {
      expect(rows(piece[of].values.data, sample, size)).toEqual(rows(whole[of].values.data, 2 * p + sample, size));
    }
    expect(piece.condition.time.data[sample]).toBe(whole.condition.time.data[2 * p + sample]);
    expect(piece.condition.label!.data[sample]).toBe(whole.condition.label!.data[2 * p + sample]);
  }));
});

test('the context holds every pair once, under the mask', () => {
  const { context } = trainingBatch(examples, group, recipeOf(), { seed: 1, step: 2 });
  examples.forEach(({ points, coordinates }, b) => {
    const kept = rows(context.mask!.data, b, 36).flatMap((on, i) => (on ? [`${rows(context.coordinates.data, b, 72).slice(2 * i, 2 * i + 2)}`] : []));
    expect(kept.sort()).toEqual(Array.from({ length: points }, (_, i) => `${[coordinates[2 * i], coordinates[2 * i + 1]]}`).sort());
  });
});

test('classes are dropped as often as requested; a sample without a class has none', () => {
  const labels = (conditionDropout: number) => Array.from({ length: 100 }, (_, step) => Array.from(trainingBatch(examples, group, recipeOf({ conditionDropout }), { seed: 1, step }).condition.label!.data)).flat();
  expect(labels(0)).toEqual(Array.from({ length: 400 }, (_, i) => (i % 4) % 3));
  expect(new Set(labels(1))).toEqual(new Set([3]));
  const dropped = labels(0.25).filter((label) => label === 3).length;
  // Binomial(400, 0.25): mean 100, standard deviation 8.7.
  expect(Math.abs(dropped - 100)).toBeLessThan(40);
});

test("a path whose range of times ends early is never evaluated beyond it", () => {
  const times = logitNormal({ mean: 8 });
  const { condition, target } = trainingBatch(examples, group, recipeOf({ path: variancePreserving, times }), { seed: 1, step: 1 });
  expect(Math.max(...condition.time.data)).toBeLessThanOrEqual(Math.fround(variancePreserving.timeRange![1]));
  expect(target.data.every(Number.isFinite)).toBe(true);
});

test('if the network denoises, targets are the data, and weights are those of the times', () => {
  const at = { seed: 4, step: 9 };
  const [plain, denoising] = [false, true].map((denoises) => trainingBatch(examples, group, recipeOf({ denoises }), at));
  expect(plain.weight).toBeUndefined();
  expect(denoising.query).toEqual(plain.query);
  expect(denoising.condition).toEqual(plain.condition);
  denoising.condition.time.data.forEach((time, b) => {
    expect(denoising.weight!.data[b] / denoisedWeight(trigonometric, time)).toBeCloseTo(1, 5);
    const { denoised, state } = velocityFactors(trigonometric, time);
    const size = 14;
    rows(denoising.target.data, b, size).forEach((data, i) => expect(denoised * data + state * rows(denoising.query.values.data, b, size)[i]).toBeCloseTo(rows(plain.target.data, b, size)[i], 3));
  });
});

test('half of the decoded points are finer ones with noise of their own; the encoder reads none of them', () => {
  const finer = { points: 20, coordinates: Float32Array.from({ length: 40 }, (_, i) => 10 + i), values: Float32Array.from({ length: 40 }, (_, i) => i / 40) };
  const given = [0, 1].map((i) => ({ ...toyExample(i, { points: 12 }), finer }));
  const batch = (changes: Partial<BatchRecipe>) => trainingBatch(given, group, recipeOf({ path: linear, decodedPoints: 8, ...changes }), { seed: 1, step: 3 });
  const { query, target, condition, context } = batch({});
  const isFiner = (b: number, q: number) => query.coordinates.data[(b * 8 + q) * 2] >= 10;
  for (const b of [0, 1]) {
    expect(Array.from({ length: 8 }, (_, q) => isFiner(b, q))).toEqual([false, false, false, false, true, true, true, true]);
    const noise = normalValues({ seed: 1, stream: 'finer noise', step: 3, sample: b }, 40);
    const t = condition.time.data[b];
    for (let q = 4; q < 8; q++) {
      const at = query.coordinates.data[(b * 8 + q) * 2] - 10;
      expect(query.values.data[(b * 8 + q) * 2]).toBeCloseTo(t * finer.values[at] + (1 - t) * noise[at], 5);
      expect(target.data[(b * 8 + q) * 2]).toBeCloseTo(finer.values[at] - noise[at], 5);
    }
  }
  expect(Math.max(...context.coordinates.data)).toBeLessThan(10);
  expect(batch({ finerShare: 0 }).query.coordinates.data.every((x) => x < 10)).toBe(true);
  expect(batch({ finerShare: 1 }).query.coordinates.data.every((x) => x >= 10)).toBe(true);
});

test('the network sees how examples were augmented, and zeros for those that were not', () => {
  const given = [{ ...toyExample(0), augmentation: Float32Array.of(1, -0.5) }, toyExample(1)];
  const { condition } = trainingBatch(given, group, recipeOf({ augmentationChannels: 2 }), { seed: 1, step: 3 });
  expect([...condition.augmentation!.data]).toEqual([1, -0.5, 0, 0]);
  expect(trainingBatch(given, group, recipeOf(), { seed: 1, step: 3 }).condition.augmentation).toBeUndefined();
});
