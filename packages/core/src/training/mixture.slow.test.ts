import * as tf from '@tensorflow/tfjs';
import { modelDefaults, type Network } from '../model/index.js';
import type { Dataset, Modality } from '../modality/index.js';
import { uniform } from '../objective/index.js';
import { linear } from '../paths/index.js';
import { normalValues, uniformValues } from '../random/index.js';
import { heun } from '../samplers/index.js';
import { createGenerator } from '../sampling/index.js';
import { createTrainer } from './trainer.js';

/** Two values at one place: a plain 2-D distribution as a coordinate–value set. */
const point: Modality = {
  name: 'point', coordinateChannels: 1, valueChannels: 2, featureChannels: 3,
  features: (coordinates, values) => tf.concat([coordinates, values], -1),
  pseudoCoordinates: () => Float32Array.of(0),
  assign: () => ({ latents: 1, pairsPerLatent: 1, indices: Int32Array.of(0), counts: Int32Array.of(1) }),
  assignmentFollowsValues: false,
};

// Weights ⅔ and ⅓, means ±(0.8, 0.4), standard deviations 0.15 and 0.3.
const MODES = [{ weight: 2 / 3, mean: [0.8, 0.4], deviation: 0.15 }, { weight: 1 / 3, mean: [-0.8, -0.4], deviation: 0.3 }];
const coordinates = Float32Array.of(0);
const mixture: Dataset = {
  length: 20_000, classes: [],
  example: async (index) => {
    const { mean, deviation } = MODES[uniformValues({ seed: 1, stream: 'mode', sample: index }, 1)[0] < MODES[0].weight ? 0 : 1];
    return { points: 1, coordinates, values: normalValues({ seed: 1, stream: 'point', sample: index }, 2).map((x, i) => mean[i] + deviation * x) };
  },
};

test('a model trained on a mixture of two Gaussians samples their weights, means and spreads', async () => {
  const config = { ...modelDefaults, width: 32, heads: 2, blocks: 1, latents: 1, latentFrequencies: 1, activation: 'silu' as const };
  const network: Network = { config, modality: point, pseudoCoordinates: Float32Array.of(0) };
  const steps = 700;
  const trainer = await createTrainer({
    network, dataset: mixture, threads: 1,
    recipe: {
      path: linear, times: uniform, decodedPoints: 1, conditionDropout: 0, batchSize: 128, learningRate: (step) => 4e-3 * (1 - (step - 1) / steps),
      optimizer: { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0 }, clipNorm: 1, averageDecay: 0.99, seed: 1,
    },
  });
  while (trainer.step < steps) await trainer.advance();
  const generator = await createGenerator({ network, parameters: trainer.arrays().average, path: linear, context: { points: 1, coordinates }, batch: 250, chunk: 1, threads: 1 });
  const samples = await generator.generate(Array.from({ length: 1500 }, (_, sample) => ({ sample })), { seed: 2, solver: heun, solverOptions: { steps: 20 } });
  await trainer.dispose();
  await generator.dispose();
  // Of the whole: mean Σ w·m, covariance Σ w·(σ²·I + m·mᵀ) − mean·meanᵀ.
  const total = [0, 1].map((c) => MODES.reduce((sum, { weight, mean }) => sum + weight * mean[c], 0));
  const average = [0, 1].map((c) => samples.reduce((sum, sample) => sum + sample[c], 0) / samples.length);
  for (const [a, b] of [[0, 0], [0, 1], [1, 1]]) {
    expect(Math.abs(average[a] - total[a])).toBeLessThan(0.08);
    const expected = MODES.reduce((sum, { weight, mean, deviation }) => sum + weight * (mean[a] * mean[b] + (a === b ? deviation ** 2 : 0)), 0) - total[a] * total[b];
    const actual = samples.reduce((sum, sample) => sum + (sample[a] - average[a]) * (sample[b] - average[b]), 0) / samples.length;
    expect(Math.abs(actual - expected)).toBeLessThan(0.08);
  }
  const near = (sample: Float32Array) => (sample[0] * 2 + sample[1] > 0 ? 0 : 1);
  MODES.forEach(({ weight, mean, deviation }, mode) => {
    const own = samples.filter((sample) => near(sample) === mode);
    // Three standard errors of 1 500 draws are 0.037.
    expect(Math.abs(own.length / samples.length - weight)).toBeLessThan(0.05);
    for (const c of [0, 1]) {
      const average = own.reduce((sum, sample) => sum + sample[c], 0) / own.length;
      const spread = Math.sqrt(own.reduce((sum, sample) => sum + (sample[c] - average) ** 2, 0) / own.length);
      expect(Math.abs(average - mean[c])).toBeLessThan(0.06);
      expect(spread / deviation).toBeGreaterThan(0.8);
      expect(spread / deviation).toBeLessThan(1.25);
    }
  });
}, 300_000);
