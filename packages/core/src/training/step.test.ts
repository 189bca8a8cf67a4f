import { compile, specsOf } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs';
import type { ModelConfig } from '../model/index.js';
import { groupPairs, trainingBatch, type BatchTensors } from '../objective/index.js';
import { tensorsFrom } from '../testing/hostTensors.js';
import { randomParameters, toyExample, toyNetwork, toyRecipe } from '../testing/toyModality.js';
import { lossAndGradients, trainingStep, type StepScalars, type TrainingState } from './step.js';

const PARTS = ['parameters', 'average', 'first', 'second'] as const;
const scalar = (value: number) => ({ dtype: 'float32' as const, shape: [] as number[], data: Float32Array.of(value) });

function prepared(changes: Partial<ModelConfig>) {
  const network = toyNetwork(changes);
  const { config, modality } = network;
  const recipe = toyRecipe();
  const examples = Array.from({ length: 3 }, (_, i) => toyExample(i, { labels: config.classes > 0, conditions: config.conditionChannels > 0 }));
  const group = groupPairs(config, modality, network.pseudoCoordinates);
  const batch = trainingBatch(examples, group, { ...recipe, classes: config.classes, conditionChannels: config.conditionChannels }, { seed: 3, step: 5 });
  return { network, recipe, batch };
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const everything: Partial<ModelConfig> = { classes: 3, conditionChannels: 3, rotary: true };

test.each<[string, Partial<ModelConfig>]>([
  ['spatial', everything],
  ['linear, SiLU, two decoder layers', { ...everything, encoder: 'linear', activation: 'silu', decoderLayers: 2 }],
  ['perceiver', { ...everything, encoder: 'perceiver' }],
])('a whole step on the eager cpu backend equals the compiled one, classes, rotary and condition tokens on: %s', async (_, changes) => {
  const { network, recipe, batch } = prepared(changes);
  const of = (seed: number, map = (x: number) => x) =>
    Object.fromEntries(Object.entries(randomParameters(network, seed)).map(([name, { dtype, shape, data }]) => [name, { dtype, shape, data: data.map(map) }]));
  const state = { parameters: of(1), average: of(2), first: of(3, (x) => x / 100), second: of(4, (x) => x * x / 100) };
  const scalars = { stepSize: scalar(1e-3), epsilon: scalar(1e-8), decay: scalar(1e-5), averageRate: scalar(0.1) };
  const step = trainingStep(network, recipe);
  const before = tf.memory().numTensors;
  const compiled = await compile(step, [specsOf(state), specsOf(batch), specsOf(scalars)] as never, { threads: 1 });
  const actual = await compiled(...([state, batch, scalars] as never as Parameters<typeof compiled>));
  await compiled.dispose();
  expect(tf.memory().numTensors).toBe(before);
  const expected = step(tensorsFrom<TrainingState>(state), tensorsFrom<BatchTensors>(batch), tensorsFrom<StepScalars>(scalars));
  expect(Math.abs(actual.loss.data[0] / (await expected.loss.data())[0] - 1)).toBeLessThan(1e-5);
  expect(Math.abs(actual.gradientNorm.data[0] / (await expected.gradientNorm.data())[0] - 1)).toBeLessThan(1e-4);
  for (const part of PARTS) {
    for (const [name, tensor] of Object.entries(expected.state[part])) {
      const numbers = (await tensor.data()) as Float32Array;
      const scale = numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-3);
      const worst = (actual.state[part][name].data as Float32Array).reduce((most, x, i) => Math.max(most, Math.abs(x - numbers[i])), 0);
      expect([part, name, worst < 1e-4 * scale]).toEqual([part, name, true]);
    }
  }
});

test('gradients equal central differences of the loss', async () => {
  const { network, batch } = prepared({ classes: 3 });
  const parameters = randomParameters(network);
  const lossAt = async (changed: typeof parameters) => {
    const { loss } = lossAndGradients(network, tensorsFrom(changed), tensorsFrom<BatchTensors>(batch));
    return (await loss.data())[0];
  };
  const { gradients } = lossAndGradients(network, tensorsFrom(parameters), tensorsFrom<BatchTensors>(batch));
  for (const name of ['blocks.0.attention.key.weight', 'encoder.attention.value.weight', 'decoder.0.mlp.hidden.weight', 'time.hidden.weight', 'latents.vectors', 'query.pair.bias']) {
    const gradient = (await gradients[name].data()) as Float32Array;
    // Along the gradient itself, where single precision has the most digits: the slope is the gradient's squared norm.
    const norm = Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0));
    const moved = (by: number) => lossAt({ ...parameters, [name]: { ...parameters[name], data: parameters[name].data.map((x, i) => x + (by * gradient[i]) / norm) } });
    const h = 5e-3;
    const slope = ((await moved(h)) - (await moved(-h))) / (2 * h);
    expect([name, Math.abs(slope / norm - 1) < 0.02]).toEqual([name, true]);
  }
});
