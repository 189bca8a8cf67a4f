// Our side of the benchmark: the same model, batch and step as inrflow_step.py, through createTrainer and compileVelocity; one line of JSON.
import process from 'node:process';
import { compileVelocity, createTrainer, trainingStepFlops } from '@inrflow/core';
import { networkOf, picturesOf, trainingOf } from './network.mjs';
import { argumentsOf, productSpeed, timed } from './timing.mjs';

const { model, steps, warmup, threads } = argumentsOf();
const { pairs, batch, decodedPoints } = model;
const network = networkOf(model);
const pictures = picturesOf(model);
const { coordinates, values, contexts } = pictures;
const trainer = await createTrainer({ network, ...trainingOf(model, pictures), threads });
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
