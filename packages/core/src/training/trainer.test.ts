import * as tf from '@tensorflow/tfjs';
import { UnreadableExampleError, type Dataset } from '../modality/index.js';
import { toyDataset, toyExample, toyNetwork, toyRecipe } from '../testing/toyModality.js';
import { mappedArrays } from './arrays.js';
import { readExamples } from './examples.js';
import { shuffledOrder } from './order.js';
import { createTrainer } from './trainer.js';

const network = toyNetwork({ blocks: 1 });

/** A data set whose examples of some indices cannot be read, or contain NaN. */
function faulty(length: number, unreadable: readonly number[], notFinite = false): Dataset {
  return { ...toyDataset(length), example: async (index) => {
    if (unreadable.includes(index)) throw new UnreadableExampleError(`picture ${index}.png is cut short`);
    return notFinite ? { ...toyExample(index), values: new Float32Array(24).fill(1e38) } : toyExample(index);
  } };
}

test('steps make the loss fall and leave no tensor behind', async () => {
  const before = tf.memory().numTensors;
  const trainer = await createTrainer({ network, dataset: toyDataset(2), recipe: toyRecipe({ learningRate: () => 1e-2 }), threads: 1 });
  const losses: number[] = [];
  for (let i = 0; i < 80; i++) losses.push((await trainer.advance()).loss);
  await trainer.dispose();
  expect(tf.memory().numTensors).toBe(before);
  const mean = (of: number[]) => of.reduce((sum, loss) => sum + loss, 0) / of.length;
  expect(mean(losses.slice(-20))).toBeLessThan(0.8 * mean(losses.slice(0, 20)));
});

test('a loss that is not a number stops the run and leaves the state of the step before', async () => {
  const good = await createTrainer({ network, dataset: toyDataset(4), recipe: toyRecipe(), threads: 1 });
  await good.advance();
  const resume = { step: 1, arrays: mappedArrays(good.arrays(), (data) => data.slice()) };
  await good.dispose();
  const trainer = await createTrainer({ network, dataset: faulty(4, [], true), recipe: toyRecipe(), resume, threads: 1 });
  await expect(trainer.advance()).rejects.toThrow(/the loss of step 2 is (?:NaN|Infinity): the state of step 1 is kept/);
  expect(trainer.step).toBe(1);
  expect(trainer.arrays()).toEqual(resume.arrays);
  await trainer.dispose();
});

test('an unreadable example is replaced and reported, the same each time; strict, it stops the run', async () => {
  const indexAt = shuffledOrder(1, 6);
  const read = (strict = false, unreadable = [2, 4]) => readExamples(faulty(6, unreadable), indexAt, 0, 6, { seed: 1, step: 0, strict });
  const { examples, skipped } = await read();
  expect(examples).toHaveLength(6);
  expect(skipped.length).toBeGreaterThanOrEqual(2);
  expect(new Set(skipped)).toEqual(new Set(['picture 2.png is cut short', 'picture 4.png is cut short']));
  expect(await read()).toEqual({ examples, skipped });
  await expect(read(true)).rejects.toThrow('is cut short');
  await expect(read(false, [0, 1, 2, 3, 4, 5])).rejects.toThrow('is cut short');
});

test('each epoch shows every example once, in an order of its own that does not depend on earlier requests', () => {
  const epochs = [0, 1, 2].map((epoch) => Array.from({ length: 20 }, (_, i) => shuffledOrder(3, 20)(20 * epoch + i)));
  for (const epoch of epochs) expect([...epoch].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(new Set(epochs.map(String)).size).toBe(3);
  const order = shuffledOrder(3, 20);
  expect([order(45), order(3), order(21)]).toEqual([epochs[2][5], epochs[0][3], epochs[1][1]]);
});

test.each<[object, string]>([
  [{ averageDecay: undefined }, 'recipe.averageDecay is missing: expected a number from 0 to below 1'],
  [{ averagDecay: 0.9 }, "recipe.averagDecay is not a field of a recipe: did you mean 'averageDecay'?"],
  [{ conditionDropout: 2 }, 'recipe.conditionDropout is 2: expected a number from 0 to 1'],
  [{ learningRate: 1e-3 }, 'recipe.learningRate is 0.001: expected a function of the step, counted from 1'],
  [{ optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } }, 'recipe.optimizer.weightDecay is missing: expected zero or a positive number'],
  [{ batchSize: 2.5 }, 'recipe.batchSize is 2.5: expected a positive integer'],
])('the recipe %j is refused by name', async (changes, message) => {
  await expect(createTrainer({ network, dataset: toyDataset(4), recipe: { ...toyRecipe(), ...changes }, threads: 1 })).rejects.toThrow(message);
});

test('an example that breaks the contract is named, whoever trains', async () => {
  const dataset: Dataset = { ...toyDataset(4), example: async (index, address) => ({ ...(await toyDataset(4).example(index, address)), values: new Float32Array(3) }) };
  const trainer = await createTrainer({ network, dataset, recipe: toyRecipe(), threads: 1 });
  await expect(trainer.advance()).rejects.toThrow(/^example \d of the toy data breaks the contract: values has 3 numbers; expected \d+ points × 2 channels$/);
  await trainer.dispose();
});
