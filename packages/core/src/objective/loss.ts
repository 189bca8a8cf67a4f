import * as tf from '@tensorflow/tfjs-core';
import { prediction, type ConditionTensors, type ContextTensors, type Network, type PairTensors, type Parameters } from '../model/index.js';

/** One training batch in tensors. */
export interface BatchTensors {
  /** Noisy context pairs, grouped by latent: see {@link encodeContext}. */
  context: ContextTensors;
  /** Noisy query pairs: the decoded points. */
  query: PairTensors;
  /** u_t = α'·y_data + σ'·ε at each query, or y_data if the network denoises, `[batch, queries, valueChannels]`. */
  target: tf.Tensor;
  /** `[batch]`: weight of a sample's squared error, if the network denoises. */
  weight?: tf.Tensor;
  /** For the modality's auxiliary loss: the data at each query, and three factors per sample, `[batch, 3]`: two that give the denoised values from state and output, and the weight of the loss. */
  auxiliary?: { data: tf.Tensor; factors: tf.Tensor };
  condition: ConditionTensors;
}

/**
 * Squared error of each sample, averaged over its queries and channels; queries with mask 0 are ignored.
 *
 * @param predicted `[batch, queries, channels]`
 * @param mask `[batch, queries]`
 * @returns `[batch]`
 */
export function meanSquaredError(predicted: tf.Tensor, target: tf.Tensor, mask?: tf.Tensor): tf.Tensor {
  const squared = tf.mean(tf.square(tf.sub(predicted, target)), 2);
  if (!mask) return tf.mean(squared, 1);
  return tf.div(tf.sum(tf.mul(squared, mask), 1), tf.maximum(tf.sum(mask, 1), 1));
}

/** The modality's own loss of each sample, weighted, `[batch]`. */
function auxiliaryLosses({ modality }: Network, output: tf.Tensor, { query }: BatchTensors, { data, factors }: NonNullable<BatchTensors['auxiliary']>): tf.Tensor {
  if (!modality.auxiliaryLoss) throw new Error(`the modality ${modality.name} has no auxiliary loss`);
  const [ofState, ofOutput, weight] = tf.split(factors, 3, 1);
  const each = (factor: tf.Tensor) => tf.reshape(factor, [-1, 1, 1]);
  const denoised = tf.add(tf.mul(query.values, each(ofState)), tf.mul(output, each(ofOutput)));
  return tf.mul(tf.reshape(weight, [-1]), modality.auxiliaryLoss({ coordinates: query.coordinates, denoised, data, ...(query.mask && { mask: query.mask }) }));
}

/** The loss of each sample of a batch, `[batch]`: see {@link flowMatchingLoss}. */
export function sampleLosses(network: Network, parameters: Parameters, batch: BatchTensors): tf.Tensor {
  const output = prediction(network, parameters, batch.context, batch.query, batch.condition);
  const error = meanSquaredError(output, batch.target, batch.query.mask);
  const weighted = batch.weight ? tf.mul(error, batch.weight) : error;
  return batch.auxiliary ? tf.add(weighted, auxiliaryLosses(network, output, batch, batch.auxiliary)) : weighted;
}

/**
 * The conditionally independent point-wise flow-matching loss (CICFM, Eq. 4 of the paper):
 * L = E ‖v(x_i, y_t,i, t | z_t) − u_t,i‖², the mean over samples of each sample's mean over its queries (and value channels). A network that
 * denoises has an equivalent loss: v − u is its own error times a factor that depends on time, which is bounded near t = 1 (see {@link denoisedWeight}).
 *
 * @returns a scalar
 */
export function flowMatchingLoss(network: Network, parameters: Parameters, batch: BatchTensors): tf.Scalar {
  return tf.mean(sampleLosses(network, parameters, batch)) as tf.Scalar;
}
