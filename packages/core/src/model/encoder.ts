import { layerNormalization, multiHeadAttention } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs';
import type { ModelConfig } from './config.js';
import { fourierFeatures } from './fourierFeatures.js';
import { linear } from './linear.js';
import type { Parameters } from './parameters.js';

/** Context pairs as the encoder takes them: each latent's own pairs in a group (spatial, linear), or one group of all pairs (perceiver). */
export interface GroupedContext {
  /** Features of the pairs, `[batch, groups, pairs, featureChannels]`. */
  features: tf.Tensor;
  /** 1 for a pair, 0 for padding, `[batch, groups, pairs]`; absent where nothing is padded. */
  mask?: tf.Tensor;
}

/** The latents before they have read anything, `[latents, width]`: a learnt vector plus an embedding of the place it stands for. */
function emptyLatents(config: ModelConfig, parameters: Parameters, pseudoCoordinates: Float32Array): tf.Tensor {
  const axes = pseudoCoordinates.length / config.latents;
  const features = fourierFeatures(pseudoCoordinates, axes, config.latentFrequencies);
  const place = linear(parameters, 'latents.place', tf.tensor2d(features, [config.latents, features.length / config.latents]));
  return tf.add(parameters['latents.vectors'], place);
}

/**
 * Reads context pairs into latents.
 *
 * `spatial`: each latent cross-attends to its own pairs (the paper's spatially aware encoder). `linear`: a latent's pairs end to end
 * through one linear layer (App. C). `perceiver`: every latent cross-attends to every pair (Jaegle et al., 2022).
 * A latent without pairs stays as it was.
 *
 * @returns `[batch, latents, width]`
 */
export function encode(config: ModelConfig, parameters: Parameters, pseudoCoordinates: Float32Array, { features, mask }: GroupedContext): tf.Tensor {
  const { width, heads } = config;
  const [batch, groups, pairs, channels] = features.shape;
  const latents = emptyLatents(config, parameters, pseudoCoordinates);
  if (config.encoder === 'linear') {
    const kept = mask ? tf.mul(features, tf.expandDims(mask, 3)) : features;
    return tf.add(latents, linear(parameters, 'encoder.group', tf.reshape(kept, [batch, groups, pairs * channels])));
  }
  const rows = config.latents / groups;
  const keys = layerNormalization(linear(parameters, 'encoder.pair', tf.reshape(features, [batch * groups, pairs, channels])));
  const query = linear(parameters, 'encoder.attention.query', layerNormalization(latents));
  const queries = tf.reshape(tf.tile(tf.expandDims(query, 0), [batch, 1, 1]), [batch * groups, rows, width]);
  const groupMask = mask && tf.reshape(mask, [batch * groups, pairs]);
  const read = multiHeadAttention(queries, linear(parameters, 'encoder.attention.key', keys), linear(parameters, 'encoder.attention.value', keys), heads, groupMask);
  const update = linear(parameters, 'encoder.attention.output', tf.reshape(read, [batch, config.latents, width]));
  if (!groupMask) return tf.add(latents, update);
  const filled = tf.reshape(tf.tile(tf.max(groupMask, 1, true), [1, rows]), [batch, config.latents, 1]);
  return tf.add(latents, tf.mul(update, filled));
}
