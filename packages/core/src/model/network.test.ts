import * as tf from '@tensorflow/tfjs';
import type { Example } from '../modality/index.js';
import type { BatchArrays, BatchTensors } from '../objective/index.js';
import { permutation } from '../random/index.js';
import { all, batchOf, conditioned, run } from '../testing/forwardPass.js';
import { largestDifference, tensorsFrom } from '../testing/hostTensors.js';
import { randomParameters, toyExample, toyNetwork } from '../testing/toyModality.js';
import type { EncoderVariant } from './config.js';
import { prediction } from './network.js';
import { initialParameters, parameterSpecs } from './parameters.js';

beforeAll(() => tf.setBackend('cpu'));

const VARIANTS: EncoderVariant[] = ['spatial', 'linear', 'perceiver'];

describe.each(VARIANTS)('%s encoder', (encoder) => {
  const network = toyNetwork({ encoder, ...conditioned });
  const examples = [0, 1, 2].map((i) => toyExample(i, all));
  let base: ReturnType<typeof run>;
  beforeAll(() => {
    base = run(network, batchOf(network, examples));
  });

  test('changing one sample leaves the others as they were', () => {
    for (const changed of [0, 1, 2]) {
      const others = run(network, batchOf(network, examples.map((example, i) => (i === changed ? toyExample(7, all) : example))));
      for (const i of [0, 1, 2]) {
        expect(largestDifference(others.velocities[i], base.velocities[i]) < 1e-6).toBe(i !== changed);
        expect(largestDifference(others.latents[i], base.latents[i]) < 1e-6).toBe(i !== changed);
      }
    }
  });

  test.each<[string, (example: Example) => Example]>([
    ['class', (example) => ({ ...example, label: (example.label! + 1) % 3 })],
    ['condition tokens', (example) => ({ ...example, condition: { tokens: 2, features: Float32Array.of(1, 2, 3, 4, 5, 6) } })],
    ['values', (example) => ({ ...example, values: example.values.map((x) => x + 1) })],
  ])('each sample follows its own %s and no other', (_, change) => {
    const changed = run(network, batchOf(network, examples.map((example, i) => (i === 1 ? change(example) : example))));
    expect(changed.velocities.map((row, i) => largestDifference(row, base.velocities[i]) > 1e-3)).toEqual([false, true, false]);
  });

  test('a batch gives what its samples give one by one', () => {
    // The first sample of a batch draws the noise of sample 0, so that only it is comparable without moving the addresses.
    const alone = run(network, batchOf(network, [examples[0]]));
    expect(largestDifference(alone.velocities[0], base.velocities[0])).toBeLessThan(1e-5);
  });

  test('the network has no order of queries: permuting them permutes the velocities; each is the same alone', () => {
    const batch = batchOf(network, examples.slice(0, 1));
    const order = permutation({ seed: 1, stream: 'order' }, 12);
    const { shape } = batch.query.coordinates;
    const chosen = (indices: readonly number[]): BatchArrays => ({ ...batch, query: {
      coordinates: { dtype: 'float32', shape: [1, indices.length, shape[2]], data: Float32Array.from(indices.flatMap((i) => [...batch.query.coordinates.data.subarray(2 * i, 2 * i + 2)])) },
      values: { dtype: 'float32', shape: [1, indices.length, 2], data: Float32Array.from(indices.flatMap((i) => [...batch.query.values.data.subarray(2 * i, 2 * i + 2)])) },
    } });
    const [whole] = run(network, batch).velocities;
    const [permuted] = run(network, chosen([...order])).velocities;
    expect(largestDifference(permuted, Array.from(order).flatMap((i) => [whole[2 * i], whole[2 * i + 1]]))).toBeLessThan(1e-5);
    for (const i of [0, 5, 11]) expect(largestDifference(run(network, chosen([i])).velocities[0], whole.slice(2 * i, 2 * i + 2))).toBeLessThan(1e-5);
  });

  test('a query never influences another', () => {
    const batch = batchOf(network, examples);
    const moved = structuredClone(batch);
    // The last query of each sample: 12 queries of 2 channels.
    for (const part of [moved.query.coordinates, moved.query.values]) for (const b of [0, 1, 2]) part.data.fill(0.7, 24 * b + 22, 24 * b + 24);
    run(network, moved).velocities.forEach((row, b) => {
      expect(Array.from(row.subarray(0, 22))).toEqual(Array.from(base.velocities[b].subarray(0, 22)));
      expect(largestDifference(row.subarray(22), base.velocities[b].subarray(22))).toBeGreaterThan(1e-3);
    });
  });

  test('the numbers behind the masks of pairs and condition tokens change nothing', () => {
    const batch = batchOf(network, examples);
    const masks: [padded: { shape: number[]; data: Float32Array }, mask: Float32Array][] = [
      [batch.context.coordinates, batch.context.mask!.data], [batch.context.values, batch.context.mask!.data],
      [batch.condition.condition!.tokens, batch.condition.condition!.mask.data]];
    let padded = 0;
    for (const [{ shape, data }, mask] of masks) {
      const channels = shape[shape.length - 1];
      mask.forEach((kept, i) => {
        if (kept === 0) [padded] = [padded + 1, data.fill(0.9, i * channels, (i + 1) * channels)];
      });
    }
    expect(padded).toBeGreaterThan(6);
    run(network, batch).velocities.forEach((row, b) => expect(largestDifference(row, base.velocities[b])).toBeLessThan(1e-6));
  });
});

test('fresh blocks are the identity, and a fresh network outputs zero (adaLN-Zero)', () => {
  const network = toyNetwork(conditioned);
  const fresh = initialParameters(parameterSpecs(network.config, network.modality), 1);
  const parameters = Object.fromEntries(Object.entries(fresh).map(([name, array]) => [name, { dtype: 'float32' as const, ...array }]));
  const batch = batchOf(network, [toyExample(0, all), toyExample(1, all)]);
  const without = { ...network, config: { ...network.config, blocks: 0 } };
  const deep = run(network, batch, parameters);
  expect(deep.latents).toEqual(run(without, batch, parameters).latents);
  expect(Math.max(...deep.latents[0])).toBeGreaterThan(0.1);
  expect(deep.velocities.every((row) => row.every((x) => x === 0))).toBe(true);
});

test('the prediction is the decoder after the encoder, and nothing is left behind', () => {
  const network = toyNetwork(conditioned);
  const batch = batchOf(network, [toyExample(0, all)]);
  const expected = run(network, batch).velocities[0];
  const before = tf.memory().numTensors;
  const actual = tf.tidy(() => {
    const tensors = tensorsFrom<BatchTensors>(batch);
    return prediction(network, tensorsFrom(randomParameters(network)), tensors.context, tensors.query, tensors.condition).dataSync();
  });
  expect(actual).toEqual(expected);
  expect(tf.memory().numTensors).toBe(before);
});
