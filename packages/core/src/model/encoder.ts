import { layerNormalization, multiHeadAttention } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs';
import type { ModelConfig } from './config.js';
import { placeFeatures, type LatentPlaces } from './latentPlaces.js';
import { linear } from './linear.js';
import type { Parameters } from './parameters.js';

/** Context pairs as the encoder takes them: each latent's own pairs in a group (spatial, linear), or one group of all pairs (perceiver). */
export interface GroupedContext {
  /** Features of the pairs, `[batch, groups, pairs, featureChannels]`. */
  features: tf.Tensor;
  /** 1 for a pair, 0 for padding, `[batch, groups, pairs]`; absent where nothing is padded. */
  mask?: tf.Tensor;
}

/**
 * The latents before they have read anything: a learnt vector plus an embedding of the place it stands for; `[latents, width]`, or
 * `[batch, latents, width]` where each sample has its own, which share one vector.
 */
function emptyLatents(config: ModelConfig, parameters: Parameters, places: LatentPlaces): tf.Tensor {
  return tf.add(parameters['latents.vectors'], linear(parameters, 'latents.place', placeFeatures(places, config.latentFrequencies)));
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
export function encode(config: ModelConfig, parameters: Parameters, places: LatentPlaces, { features, mask }: GroupedContext): tf.Tensor {
  const { width, heads } = config;
  const [batch, groups, pairs, channels] = features.shape;
  const latents = emptyLatents(config, parameters, places);
  const count = latents.shape[latents.rank - 2]!;
  if (config.encoder === 'linear') {
    const kept = mask ? tf.mul(features, tf.expandDims(mask, 3)) : features;
    return tf.add(latents, linear(parameters, 'encoder.group', tf.reshape(kept, [batch, groups, pairs * channels])));
  }
  const rows = count / groups;
  const keys = layerNormalization(linear(parameters, 'encoder.pair', tf.reshape(features, [batch * groups, pairs, channels])));
  const query = linear(parameters, 'encoder.attention.query', layerNormalization(latents));
  const queries = tf.reshape(query.rank === 3 ? query : tf.tile(tf.expandDims(query, 0), [batch, 1, 1]), [batch * groups, rows, width]);
  const groupMask = mask && tf.reshape(mask, [batch * groups, pairs]);
  const read = multiHeadAttention(queries, linear(parameters, 'encoder.attention.key', keys), linear(parameters, 'encoder.attention.value', keys), heads, groupMask);
  const update = linear(parameters, 'encoder.attention.output', tf.reshape(read, [batch, count, width]));
  if (!groupMask) return tf.add(latents, update);
  const filled = tf.reshape(tf.tile(tf.max(groupMask, 1, true), [1, rows]), [batch, count, 1]);
  return tf.add(latents, tf.mul(update, filled));
}
