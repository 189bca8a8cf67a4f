import { groupPairs, trainingBatch } from '../objective/index.js';
import { largestDifference } from '../testing/hostTensors.js';
import { recordedNodes } from '../testing/recordedGraph.js';
import { randomParameters, toyDataset, toyExample, toyNetwork, toyRecipe } from '../testing/toyModality.js';
import type { TrainingArrays } from '../training/index.js';
import { lossAndGradients } from '../training/step.js';
import { createTrainer } from '../training/trainer.js';

const network = toyNetwork({ classes: 3, blocks: 3, decoderLayers: 2 });

test('steps that compute blocks again equal those that keep their inner results, up to rounding', async () => {
  const options = { network, dataset: toyDataset(10, { labels: true }), threads: 1 };
  const recipe = toyRecipe({ batchSize: 4, clipNorm: 0.1 });
  const [kept, again] = [await createTrainer({ ...options, recipe }), await createTrainer({ ...options, recipe: { ...recipe, recompute: true } })];
  for (let i = 0; i < 3; i++) {
    const [expected, actual] = [await kept.advance(), await again.advance()];
    for (const field of ['loss', 'gradientNorm'] as const) expect(actual[field] / expected[field]).toBeCloseTo(1, 5);
  }
  for (const part of ['parameters', 'average', 'first', 'second'] as const satisfies (keyof TrainingArrays)[]) {
    for (const [name, { data }] of Object.entries(kept.arrays()[part])) expect([name, largestDifference(again.arrays()[part][name].data, data) < 1e-5]).toEqual([name, true]);
  }
  await kept.dispose();
  await again.dispose();
});

test('the backward pass computes the products of blocks again', () => {
  const group = groupPairs(network.config, network.modality, network.pseudoCoordinates);
  const examples = Array.from({ length: 4 }, (_, i) => toyExample(i, { labels: true }));
  const batch = trainingBatch(examples, group, { ...toyRecipe(), classes: 3, conditionChannels: 0 }, { seed: 1, step: 0 });
  const activations = (recomputes: boolean) =>
    recordedNodes(({ parameters, batch }: { parameters: never; batch: never }) => lossAndGradients({ ...network, recomputes }, parameters, batch), { parameters: randomParameters(network), batch })
      .filter(({ op }) => op === 'MatMul' || op === 'Gemm').length;
  // Each block's products are there twice: were the two computations merged, there would be as many as without.
  expect(activations(true)).toBeGreaterThan(activations(false) * 1.15);
});
