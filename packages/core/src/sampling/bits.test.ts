import { euler } from '../samplers/index.js';
import { linear } from '../paths/index.js';
import { normalValues } from '../random/index.js';
import { modelDefaults, parameterSpecs, type Network } from '../model/index.js';
import type { NamedArrays } from '../training/index.js';
import type { Modality } from '../modality/index.js';
import * as tf from '@tensorflow/tfjs';
import { createGenerator } from './generator.js';

// Sines of an odd number of channels, which ends of vectors come from.
const modality: Modality = {
  name: 'line', coordinateChannels: 1, valueChannels: 1, featureChannels: 5, assignmentFollowsValues: false,
  features: (coordinates, values) => tf.concat([coordinates, tf.sin(tf.mul(coordinates, 3)), tf.sin(tf.mul(coordinates, 5)), tf.sin(tf.mul(coordinates, 7)), values], -1),
  pseudoCoordinates: (latents) => Float32Array.from({ length: latents }, (_, i) => (2 * i + 1) / latents - 1),
  assign: () => ({ latents: 1, pairsPerLatent: 1, indices: new Int32Array(1), counts: Int32Array.of(1) }),
};
const config = { ...modelDefaults, width: 16, heads: 2, blocks: 1, latents: 3, encoder: 'perceiver' as const, pairsPerLatent: 4, classes: 2 };
const network: Network = { config, modality, pseudoCoordinates: modality.pseudoCoordinates(3) };
/** Wide enough for its weights to be worth rounding. */
const wide: Network = { ...network, config: { ...config, width: 64 } };
const parametersOf = ({ config }: Network): NamedArrays => Object.fromEntries(Object.entries(parameterSpecs(config, modality)).map(([name, { shape }]) =>
  [name, { dtype: 'float32', shape, data: normalValues({ seed: 1, stream: name }, shape.reduce((a, b) => a * b, 1)).map((x) => (3.2 * x) / config.width) }]));
const places = (points: number) => ({ points, coordinates: Float32Array.from({ length: points }, (_, i) => (2 * i + 1) / points - 1) });

async function samples(batch: number, chunk: number, of = network, weightBits?: 8): Promise<number[][]> {
  const generator = await createGenerator({ network: of, parameters: parametersOf(of), path: linear, context: places(11), batch, chunk, weightBits, threads: 1 });
  const made = await generator.generate([0, 1, 2, 3, 4].map((sample) => ({ sample, label: sample % 2 })), { seed: 4, solver: euler, solverOptions: { steps: 3 }, guidance: { scale: 2 }, query: places(77) });
  await generator.dispose();
  return made.map((values) => [...values]);
}

test('neither the batch nor the chunk changes a bit', async () => {
  const reference = await samples(5, 1024);
  expect(new Set(reference.flat()).size).toBeGreaterThan(300);
  for (const [batch, chunk] of [[1, 1], [2, 33], [3, 65]]) expect(await samples(batch, chunk)).toEqual(reference);
});

test('with weights of 8 bits, samples are others, nearly the same, and as independent of the batch and the chunk', async () => {
  const exact = await samples(5, 1024, wide);
  const reference = await samples(5, 1024, wide, 8);
  expect(reference).not.toEqual(exact);
  const difference = Math.max(...reference.flatMap((values, i) => values.map((value, j) => Math.abs(value - exact[i][j]))));
  expect(difference).toBeLessThan(0.1);
  for (const [batch, chunk] of [[1, 1], [3, 65]]) expect(await samples(batch, chunk, wide, 8)).toEqual(reference);
});
