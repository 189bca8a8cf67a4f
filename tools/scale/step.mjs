// One process of tools/scale/efficiency.mjs: trains a model of the benchmark, alone or with those it was started with, and process 0 prints one line of JSON.
import process from 'node:process';
import { parseArgs } from 'node:util';
import '@tensorflow/tfjs';
import { createTrainer, linear, modelDefaults, normalValues, uniform } from '@inrflow/core';
import { openGroup } from '@inrflow/distributed';
import { createImageModality, pixelCoordinates } from '@inrflow/image';
import { models } from '../bench/models.mjs';

const { values: options } = parseArgs({
  options: { model: { type: 'string', default: 'a' }, batch: { type: 'string' }, steps: { type: 'string', default: '5' }, warmup: { type: 'string', default: '2' }, shared: { type: 'string', default: '{}' } },
});
const { width, heads, blocks, latents, pairs, batch: usual, decoderLayers, decodedPoints, frequencies, classes } = models[options.model].model;
const [batchSize, steps, warmup] = [options.batch ?? usual, options.steps, options.warmup].map(Number);

const processes = await openGroup();
const modality = createImageModality({ fourierFrequencies: frequencies });
const config = { ...modelDefaults, width, heads, blocks, latents, decoderLayers, classes, encoder: 'spatial', pairsPerLatent: pairs / latents };
const network = { config, modality, pseudoCoordinates: modality.pseudoCoordinates(latents) };
const coordinates = pixelCoordinates(Math.sqrt(pairs));
const dataset = {
  length: batchSize,
  classes: Array.from({ length: classes }, (_, i) => String(i)),
  example: async (index) => ({ points: pairs, coordinates, values: normalValues({ seed: 1, stream: 'pictures', sample: index }, pairs * 3), label: index % classes }),
};
const recipe = {
  path: linear, times: uniform, decodedPoints, conditionDropout: 0.1, batchSize, learningRate: () => 1e-4,
  optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 }, clipNorm: 2, averageDecay: 0.999, seed: 1,
};
const trainer = await createTrainer({ network, dataset, recipe, threads: 1, processes, shared: JSON.parse(options.shared) });
const timed = [];
for (let i = 0; i < warmup + steps; i++) {
  const { seconds, points, communication } = await trainer.advance();
  if (i >= warmup) timed.push({ seconds, points, communication: communication?.seconds ?? 0, waiting: communication?.waiting ?? 0 });
}
const parameters = Object.values(trainer.arrays().parameters).reduce((sum, { data }) => sum + data.length, 0);
if (!processes || processes.rank === 0) console.log(JSON.stringify({ parameters, steps: timed, peakMemoryBytes: process.resourceUsage().maxRSS * 1024 }));
await trainer.dispose();
await processes?.close();
