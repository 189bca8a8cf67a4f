import * as tf from '@tensorflow/tfjs';
import { all, batchOf, run } from '../testing/forwardPass.js';
import { largestDifference } from '../testing/hostTensors.js';
import { toyExample, toyNetwork } from '../testing/toyModality.js';
import { checkModelConfig, modelDefaults, type ModelConfig } from './config.js';
import { block } from './block.js';
import { initialParameters, parameterSpecs, type Parameters } from './parameters.js';

beforeAll(() => tf.setBackend('cpu'));

const sizes = { ...modelDefaults, width: 16, heads: 2, blocks: 3, latents: 3, pairsPerLatent: 12 };

test.each<[Partial<ModelConfig>, string]>([
  [{ encoder: 'linear', reread: 1 }, 'model.reread needs an encoder that attends'],
  [{ encoder: 'linear', encoderMlp: true }, 'model.encoderMlp needs an encoder that attends'],
  [{ encoder: 'perceiver', encoderPositions: 'local' }, 'model.encoderPositions local needs the spatial encoder'],
  [{ placedLatents: false }, 'model.placedLatents false needs the perceiver encoder'],
  [{ reread: 0.5 }, 'model.reread must be an integer'],
])('%j is refused', (changes, message) => {
  expect(() => checkModelConfig({ ...sizes, ...changes })).toThrow(message);
});

test.each<[string, Partial<ModelConfig>]>([['queryKeyNorm', { queryKeyNorm: true }], ['rejoinQuery', { rejoinQuery: true }], ['encoderMlp', { encoderMlp: true }], ['encoderPositions', { encoderPositions: 'local' }], ['reread', { reread: 1 }]])(
  '%s changes the output of the network, and another sample in the batch does not', (_, changes) => {
    const plain = toyNetwork({ blocks: 3 });
    const network = toyNetwork({ blocks: 3, ...changes });
    const batch = batchOf(network, [toyExample(0, all), toyExample(1, all)]);
    const both = run(network, batch).velocities;
    expect(largestDifference(both[0], run(plain, batch).velocities[0])).toBeGreaterThan(1e-4);
    expect(largestDifference(both[1], run(network, batchOf(network, [toyExample(2, all), toyExample(1, all)])).velocities[1])).toBeLessThan(1e-6);
  });

test('with normalized queries and keys a block ignores their length', () => {
  const config = { ...sizes, queryKeyNorm: true };
  const channels = { coordinateChannels: 2, valueChannels: 2, featureChannels: 4 };
  const fresh = initialParameters(parameterSpecs(config, channels), 3);
  const parameters: Parameters = Object.fromEntries(Object.entries(fresh).map(([name, { shape, data }]) => [name, tf.tensor(data, shape)]));
  // A block starts as the identity: its gates must open to show anything.
  parameters['blocks.0.modulation.bias'] = tf.ones([6 * 16]);
  const longer = { ...parameters, 'blocks.0.attention.query.weight': tf.mul(parameters['blocks.0.attention.query.weight'], 50), 'blocks.0.attention.key.weight': tf.mul(parameters['blocks.0.attention.key.weight'], 9) };
  const x = tf.randomNormal([2, 5, 16], 0, 1, 'float32', 7);
  const vector = tf.randomNormal([2, 16], 0, 1, 'float32', 8);
  const outputs = [parameters, longer].map((each) => block(config, each, 'blocks.0', x, vector).dataSync() as Float32Array);
  expect(largestDifference(outputs[0], outputs[1])).toBeLessThan(1e-4);
  const without = { ...config, queryKeyNorm: false };
  const strip = (each: Parameters) => Object.fromEntries(Object.entries(each).filter(([name]) => !name.endsWith('Scale')));
  const [one, other] = [parameters, longer].map((each) => block(without, strip(each), 'blocks.0', x, vector).dataSync() as Float32Array);
  expect(largestDifference(one, other)).toBeGreaterThan(1e-2);
});
