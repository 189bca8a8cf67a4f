// Run by several processes: trains on examples of which one, that process 1 reads, is so large that its loss is not finite; every process prints what it is told.
import '@tensorflow/tfjs';
import { createTrainer, linear, modelDefaults, uniform, uniformValues } from '@inrflow/core';
import { createImageModality, pixelCoordinates } from '@inrflow/image';
import { openGroup } from '../dist/index.js';

const processes = await openGroup();
const modality = createImageModality({ fourierFrequencies: 2 });
const [points, coordinates] = [16, pixelCoordinates(4)];
const network = { config: { ...modelDefaults, width: 8, heads: 2, blocks: 1, latents: 4, pairsPerLatent: 4, classes: 0 }, modality, pseudoCoordinates: modality.pseudoCoordinates(4) };
const scale = processes.rank === 1 ? 1e30 : 1;
const dataset = { length: 4, classes: [], example: async (index) => ({ points, coordinates, values: uniformValues({ seed: 1, stream: 'values', sample: index }, points * 3).map((x) => scale * x) }) };
const recipe = {
  path: linear, times: uniform, decodedPoints: points, conditionDropout: 0, batchSize: 4, learningRate: () => 1e-3, clipNorm: 1, averageDecay: 0.9, seed: 1,
  optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
};
const trainer = await createTrainer({ network, dataset, recipe, processes, threads: 1, shared: { deterministic: process.argv[2] === 'deterministic' } });
const told = await trainer.advance().then(() => 'nothing', (error) => `${error.name}: ${error.message}`);
await trainer.dispose();
await processes.close();
console.log(told);
