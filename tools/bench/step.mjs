// Our side of the benchmark: the same model, batch and step as inrflow_step.py, through createTrainer and compileVelocity; one line of JSON.
import process from 'node:process';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { compileVelocity, createTrainer, linear, modelDefaults, normalValues, trainingStepFlops, uniform } from '@inrflow/core';
import { createImageModality, pixelCoordinates } from '@inrflow/image';
import { compile } from '@inrflow/onnx';

const { values: options } = parseArgs({
  options: { model: { type: 'string' }, steps: { type: 'string', default: '5' }, warmup: { type: 'string', default: '3' }, threads: { type: 'string', default: '2' } },
});
const { width, heads, blocks, latents, pairs, batch, decoderLayers, decodedPoints, frequencies, classes } = JSON.parse(options.model);
const [steps, warmup, threads] = [options.steps, options.warmup, options.threads].map(Number);

const modality = createImageModality({ fourierFrequencies: frequencies });
const config = { ...modelDefaults, width, heads, blocks, latents, decoderLayers, classes, encoder: 'spatial', pairsPerLatent: pairs / latents };
const network = { config, modality, pseudoCoordinates: modality.pseudoCoordinates(latents) };
const coordinates = pixelCoordinates(Math.sqrt(pairs));
const dataset = {
  length: batch,
  classes: Array.from({ length: classes }, (_, i) => String(i)),
  example: async (index) => ({ points: pairs, coordinates, values: normalValues({ seed: 1, stream: 'pictures', sample: index }, pairs * 3), label: index % classes }),
};

const timed = async (count, run) => {
  const seconds = [];
  for (let i = 0; i < count + warmup; i++) {
    const begun = performance.now();
    await run();
    if (i >= warmup) seconds.push((performance.now() - begun) / 1000);
  }
  return seconds;
};

const recipe = {
  path: linear, times: uniform, decodedPoints, conditionDropout: 0.1, batchSize: batch, learningRate: () => 1e-4,
  optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 }, clipNorm: 2, averageDecay: 0.999, seed: 1,
};
const trainer = await createTrainer({ network, dataset, recipe, threads });
const { parameters } = trainer.arrays();
const trainStepSeconds = await timed(steps, () => trainer.advance());
const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;

const velocity = await compileVelocity(network, parameters, { chunk: pairs, threads });
await trainer.dispose();
const values = Array.from({ length: batch }, (_, sample) => normalValues({ seed: 2, stream: 'noise', sample }, pairs * 3));
const contexts = values.map((each) => ({ points: pairs, coordinates, values: each }));
const forwardSeconds = await timed(steps, () => velocity(contexts, coordinates, values, 0.5, { labels: new Int32Array(batch) }));
await velocity.dispose();

const product = await compile((a, b) => tf.matMul(a, b), [{ shape: [2048, 2048] }, { shape: [2048, 2048] }], { threads });
const matrix = { dtype: 'float32', shape: [2048, 2048], data: normalValues({ seed: 3, stream: 'matrix' }, 2048 ** 2) };
const result = { dtype: 'float32', shape: [2048, 2048], data: new Float32Array(2048 ** 2) };
const productSeconds = await timed(8, () => product.into({ value: result }, matrix, matrix));
await product.dispose();

console.log(JSON.stringify({
  parameters: Object.values(parameters).reduce((sum, { data }) => sum + data.length, 0),
  trainStepSeconds, forwardSeconds, peakMemoryBytes,
  matmulGflops: (2 * 2048 ** 3) / [...productSeconds].sort((a, b) => a - b)[productSeconds.length >> 1] / 1e9,
  trainStepFlops: trainingStepFlops(config, { channels: modality, contextPairs: pairs, queries: decodedPoints }) * batch,
}));
