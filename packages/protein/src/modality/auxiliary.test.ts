import { createTrainer, linear, logitNormal, modelDefaults, type Network } from '@inrflow/core';
import * as tf from '@tensorflow/tfjs';
import { createProteinModality } from './proteinModality.js';

beforeAll(() => tf.setBackend('cpu'));

const [POINTS, SCALE] = [12, 7];
/** A chain that bends: atoms about 1.5 Å apart, in units of the scale. */
const actual = Float32Array.from({ length: 3 * POINTS }, (_, i) => [Math.cos, Math.sin, (t: number) => t / 3][i % 3](Math.floor(i / 3) * 0.7) * (2.2 / SCALE));

test.each([['velocity', undefined], ['data', linear]] as const)('a compiled training step of a network that predicts the %s includes the loss', async (_, denoises) => {
  const modality = createProteinModality({ eigenvectors: 2, fourierFrequencies: 2, scale: SCALE });
  const { coordinateChannels } = modality;
  // Residue index first, place along the chain second.
  const coordinates = Float32Array.from({ length: POINTS * coordinateChannels }, (_, i) => (i % coordinateChannels < 2 ? Math.floor(i / coordinateChannels / 3) : 0.1));
  const network: Network = { modality, pseudoCoordinates: new Float32Array(0), ...(denoises && { denoises }), config: { ...modelDefaults, width: 16, heads: 2, blocks: 1, latents: 8, pairsPerLatent: 4, latentFrequencies: 2 } };
  const losses: number[] = [];
  for (const auxiliaryWeight of [0, 1]) {
    const trainer = await createTrainer({
      network, threads: 1, dataset: { length: 1, classes: [], example: async () => ({ points: POINTS, coordinates, values: actual }) },
      recipe: { path: linear, times: logitNormal(), decodedPoints: 8, auxiliaryWeight, conditionDropout: 0, batchSize: 2, learningRate: () => 1e-3, optimizer: { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0 }, clipNorm: 1, averageDecay: 0.9, seed: 1 },
    });
    for (let step = 0; step < 3; step++) losses.push((await trainer.advance()).loss);
    await trainer.dispose();
  }
  expect(losses.every(Number.isFinite)).toBe(true);
  expect(losses[3]).toBeGreaterThan(losses[0]);
});
