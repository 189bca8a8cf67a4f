import { groupPairs, trainingBatch, type BatchArrays } from '../objective/index.js';
import { largestDifference } from '../testing/hostTensors.js';
import { numbersIn, recordedNodes } from '../testing/recordedGraph.js';
import { randomParameters, toyDataset, toyExample, toyNetwork, toyRecipe } from '../testing/toyModality.js';
import { addedGradients } from './accumulation.js';
import type { TrainingArrays } from './arrays.js';
import { createTrainer } from './trainer.js';

const network = toyNetwork({ classes: 3, blocks: 1 });

test.each([2, 3])('%i steps in pieces equal the same steps at once: loss, norm, parameters, moments and average', async (steps) => {
  const options = { network, dataset: toyDataset(10, { labels: true }), threads: 1 };
  const recipe = toyRecipe({ batchSize: 6, clipNorm: 0.1 });
  const whole = await createTrainer({ ...options, recipe });
  const pieces = await createTrainer({ ...options, recipe: { ...recipe, gradientAccumulation: steps } });
  for (let i = 0; i < steps; i++) {
    const [expected, actual] = [await whole.advance(), await pieces.advance()];
    for (const field of ['loss', 'gradientNorm', 'points', 'learningRate'] as const) expect(actual[field] / expected[field]).toBeCloseTo(1, 5);
  }
  for (const part of ['parameters', 'average', 'first', 'second'] as const satisfies (keyof TrainingArrays)[]) {
    for (const [name, { data }] of Object.entries(whole.arrays()[part])) {
      expect([name, largestDifference(pieces.arrays()[part][name].data, data) < 1e-5]).toEqual([name, true]);
    }
  }
  await whole.dispose();
  await pieces.dispose();
});

test('less is computed at a time: the numbers in memory beyond those of the parameters halve', () => {
  const group = groupPairs(network.config, network.modality, network.pseudoCoordinates);
  const numbersOf = (samples: number) => {
    const examples = Array.from({ length: samples }, (_, i) => toyExample(i, { labels: true }));
    const batch: BatchArrays = trainingBatch(examples, group, { ...toyRecipe(), classes: 3, conditionChannels: 0 }, { seed: 1, step: 0 });
    const parameters = randomParameters(network);
    const sums = { loss: { dtype: 'float32', shape: [], data: new Float32Array(1) }, gradients: parameters };
    const add = addedGradients(network, 0.5);
    return numbersIn(recordedNodes(({ parameters, batch, sums }: { parameters: never; batch: never; sums: never }) => add(parameters, batch, sums), { parameters, batch, sums }));
  };
  const [of2, of4, of8] = [numbersOf(2), numbersOf(4), numbersOf(8)];
  expect((of8 - of4) / (of4 - of2)).toBeCloseTo(2, 1);
  expect(of8 - of4).toBeGreaterThan(0);
});

test('pieces that do not divide the batch are an error', async () => {
  const recipe = toyRecipe({ batchSize: 4, gradientAccumulation: 3 });
  await expect(createTrainer({ network, dataset: toyDataset(), recipe })).rejects.toThrow('gradientAccumulation is 3; expected a positive integer that divides batchSize, 4');
});
