// Our side of the benchmark: the same model, batch and step as inrflow_step.py, through createTrainer and compileVelocity; one line of JSON.
import process from 'node:process';
import { compileVelocity, createTrainer, linear, trainingStepFlops, uniform } from '@inrflow/core';
import { networkOf, picturesOf } from './network.mjs';
import { argumentsOf, productSpeed, timed } from './timing.mjs';

const { model, steps, warmup, threads } = argumentsOf();
const { pairs, batch, decodedPoints, classes } = model;
const { network } = networkOf(model);
const { coordinates, values, contexts } = picturesOf(model);
const dataset = {
  length: batch,
  classes: Array.from({ length: classes }, (_, i) => String(i)),
  example: async (index) => ({ points: pairs, coordinates, values: values[index], label: index % classes }),
};

const recipe = {
  path: linear, times: uniform, decodedPoints, conditionDropout: 0.1, batchSize: batch, learningRate: () => 1e-4,
  optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 }, clipNorm: 2, averageDecay: 0.999, seed: 1, ...(model.recompute && { recompute: true }),
};
const trainer = await createTrainer({ network, dataset, recipe, threads });
const { parameters } = trainer.arrays();
const trainStepSeconds = await timed(steps, warmup, () => trainer.advance());
const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;

const velocity = await compileVelocity(network, parameters, { chunk: pairs, threads });
await trainer.dispose();
const forwardSeconds = await timed(steps, warmup, () => velocity(contexts, coordinates, values, 0.5, { labels: new Int32Array(batch) }));
await velocity.dispose();

console.log(JSON.stringify({
  parameters: Object.values(parameters).reduce((sum, { data }) => sum + data.length, 0),
  trainStepSeconds, forwardSeconds, peakMemoryBytes, matmulGflops: await productSpeed(threads),
  trainStepFlops: trainingStepFlops(network.config, { channels: network.modality, contextPairs: pairs, queries: decodedPoints }) * batch,
}));
