import * as tf from '@tensorflow/tfjs';
import { contextArrays, groupPairs } from '../objective/index.js';
import { permutation } from '../random/index.js';
import { all, batchOf, conditioned, run } from '../testing/forwardPass.js';
import { largestDifference } from '../testing/hostTensors.js';
import { toyExample, toyNetwork } from '../testing/toyModality.js';
import type { EncoderVariant } from './config.js';
import type { Network } from './network.js';

beforeAll(() => tf.setBackend('cpu'));

describe.each(['spatial', 'perceiver'] as const)('%s encoder', (encoder) => {
  const network = toyNetwork({ encoder, ...conditioned });

  test('the context is a set: permuting its pairs leaves the latents', () => {
    const batch = batchOf(network, [toyExample(0, all)]);
    const { latents } = run(network, batch);
    const [, groups, pairs] = batch.context.coordinates.shape;
    const permuted = structuredClone(batch);
    for (let g = 0; g < groups; g++) {
      const count = batch.context.mask!.data.subarray(g * pairs, (g + 1) * pairs).reduce((sum, kept) => sum + kept, 0);
      permutation({ seed: 2, stream: 'pairs', sample: g }, count).forEach((from, to) => {
        for (const part of ['coordinates', 'values'] as const) {
          const start = g * pairs * 2;
          permuted.context[part].data.set(batch.context[part].data.subarray(start + 2 * from, start + 2 * from + 2), start + 2 * to);
        }
      });
    }
    expect(permuted.context.values.data).not.toEqual(batch.context.values.data);
    expect(largestDifference(run(network, permuted).latents[0], latents[0])).toBeLessThan(1e-5);
  });

  test('pairs given in another order, noise included, give the same latents through the assignment', () => {
    const { coordinates, values } = toyExample(0);
    const order = permutation({ seed: 4, stream: 'order' }, 12);
    const reordered = (from: Float32Array) => Float32Array.from([...order].flatMap((i) => [from[2 * i], from[2 * i + 1]]));
    const group = groupPairs(network.config, network.modality, network.pseudoCoordinates);
    const template = batchOf(network, [toyExample(0, all)]);
    const [one, other] = [{ points: 12, coordinates, values }, { points: 12, coordinates: reordered(coordinates), values: reordered(values) }]
      .map((pairs) => run(network, { ...template, context: contextArrays([pairs], [group(pairs)]) }).latents[0]);
    expect(largestDifference(one, other)).toBeLessThan(1e-5);
  });
});

test('one latent that owns all pairs: the spatial encoder equals the perceiver encoder; latents without pairs stay empty', () => {
  const places = Float32Array.of(0, 0, 9, 9, -9, 9);
  const of = (encoder: EncoderVariant): Network => ({ ...toyNetwork({ encoder, blocks: 0 }), pseudoCoordinates: places });
  const example = toyExample(1);
  const [spatial, perceiver] = [of('spatial'), of('perceiver')].map((network) => run(network, batchOf(network, [example])).latents[0]);
  expect(largestDifference(spatial.subarray(0, 16), perceiver.subarray(0, 16))).toBeLessThan(1e-6);
  expect(largestDifference(spatial.subarray(16), perceiver.subarray(16))).toBeGreaterThan(1e-3);
  const other = run(of('spatial'), batchOf(of('spatial'), [toyExample(2)])).latents[0];
  expect(other.subarray(16)).toEqual(spatial.subarray(16));
  const [single, reading] = [toyNetwork({ encoder: 'spatial', latents: 1 }), toyNetwork({ encoder: 'perceiver', latents: 1 })]
    .map((network) => run(network, batchOf(network, [example])));
  expect(largestDifference(single.velocities[0], reading.velocities[0])).toBeLessThan(1e-6);
});
