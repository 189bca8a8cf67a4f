import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs';
import { largestDifference } from '../testing/hostTensors.js';
import { toyDataset, toyNetwork, toyRecipe } from '../testing/toyModality.js';
import { createTrainer } from './trainer.js';

const network = toyNetwork({ classes: 3, blocks: 1, rotary: true, conditionChannels: 3 });
const options = { network, dataset: toyDataset(10, { labels: true, conditions: true }), recipe: toyRecipe({ batchSize: 3 }), threads: 1 };

test.each(['tfjs:cpu', 'tfjs:wasm'] as const)('a training step on %s equals the compiled one, and leaves no tensor', async (device) => {
  const [compiled, eager] = [await createTrainer(options), await createTrainer({ ...options, device })];
  const [expected, actual] = [await compiled.advance(), await eager.advance()];
  const tensors = tf.memory().numTensors;
  expect(Math.abs(actual.loss / expected.loss - 1)).toBeLessThan(1e-5);
  expect(Math.abs(actual.gradientNorm / expected.gradientNorm - 1)).toBeLessThan(1e-4);
  for (const part of ['parameters', 'average', 'first', 'second'] as const) {
    for (const [name, { data }] of Object.entries(compiled.arrays()[part])) expect([part, name, largestDifference(eager.arrays()[part][name].data, data) < 2e-4]).toEqual([part, name, true]);
  }
  await eager.advance();
  expect(tf.memory().numTensors).toBe(tensors);
  await compiled.dispose();
  await eager.dispose();
});
