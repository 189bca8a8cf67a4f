import * as tf from '@tensorflow/tfjs';
import type { Example } from '../modality/index.js';
import { decodeQueries, encodeContext, type ModelConfig, type Network, type Parameters } from '../model/index.js';
import { groupPairs, trainingBatch, type BatchArrays, type BatchTensors } from '../objective/index.js';
import { tensorsFrom } from './hostTensors.js';
import { randomParameters, toyRecipe } from './toyModality.js';

/** All that a network can be conditioned on. */
export const conditioned: Partial<ModelConfig> = { classes: 3, conditionChannels: 3, rotary: true, decoderLayers: 2 };
/** Examples for it. */
export const all = { labels: true, conditions: true };

/** A training batch of examples, every condition kept. */
export function batchOf(network: Network, examples: readonly Example[], decodedPoints = 12): BatchArrays {
  const { classes, conditionChannels } = network.config;
  const group = groupPairs(network.config, network.modality, network.pseudoCoordinates);
  return trainingBatch(examples, group, { ...toyRecipe({ decodedPoints, conditionDropout: 0 }), classes, conditionChannels }, { seed: 3, step: 0 });
}

/** Velocities of each sample, `[queries · valueChannels]`, and its latents. */
export function run(network: Network, batch: BatchArrays, parameters = randomParameters(network)): { velocities: Float32Array[]; latents: Float32Array[] } {
  return tf.tidy(() => {
    const [tensors, given] = [tensorsFrom<BatchTensors>(batch), tensorsFrom<Parameters>(parameters)];
    const encoded = encodeContext(network, given, tensors.context, tensors.condition);
    const rows = (x: tf.Tensor) => tf.unstack(x).map((row) => row.dataSync() as Float32Array);
    return { latents: rows(encoded.latents), velocities: rows(decodeQueries(network, given, encoded, tensors.query)) };
  });
}
