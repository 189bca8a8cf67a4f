import { layerNormalization, multiHeadAttention } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs-core';
import type { ModelConfig } from './config.js';
import { placeFeatures, type LatentPlaces } from './latentPlaces.js';
import { linear } from './linear.js';
import { mlp } from './mlp.js';
import type { Parameters } from './parameters.js';

/** Context pairs in the form that the encoder needs: each latent's own pairs in a group (spatial, linear), or one group of all pairs (perceiver). */
export interface GroupedContext {
  /** Features of the pairs, `[batch, groups, pairs, featureChannels]`. */
  features: tf.Tensor;
  /** 1 for a pair, 0 for padding, `[batch, groups, pairs]`; absent if nothing is padded. */
  mask?: tf.Tensor;
}

/**
 * The latents before they read anything: a learnt vector plus, unless the model omits it, an embedding of their place; `[latents, width]`, or
 * `[batch, latents, width]` if each sample has its own latents, which share one vector.
 */
function emptyLatents(config: ModelConfig, parameters: Parameters, places: LatentPlaces): tf.Tensor {
  if (!config.placedLatents) return parameters['latents.vectors'];
  return tf.add(parameters['latents.vectors'], linear(parameters, 'latents.place', placeFeatures(places, config.latentFrequencies)));
}

/** Keys of the pairs that latents read, computed once. */
export interface PairKeys {
  /** `[batch · groups, pairs, width]`, normalized. */
  keys: tf.Tensor;
  /** `[batch · groups, pairs]`. */
  mask?: tf.Tensor;
  batch: number;
  /** Groups of pairs per sample. */
  groups: number;
}

/** The pairs as keys: one layer and its normalization. */
export function pairKeys(parameters: Parameters, { features, mask }: GroupedContext): PairKeys {
  const [batch, groups, pairs, channels] = features.shape;
  const keys = layerNormalization(linear(parameters, 'encoder.pair', tf.reshape(features, [batch * groups, pairs, channels])));
  return { keys, ...(mask && { mask: tf.reshape(mask, [batch * groups, pairs]) }), batch, groups };
}

/**
 * What latents read from their pairs by cross-attention; 0 for a latent without pairs.
 *
 * @param name prefix of the attention's parameters
 * @param latents `[latents, width]` or `[batch, latents, width]`
 * @returns `[batch, latents, width]`
 */
export function readPairs({ width, heads }: ModelConfig, parameters: Parameters, name: string, latents: tf.Tensor, { keys, mask, batch, groups }: PairKeys): tf.Tensor {
  const count = latents.shape[latents.rank - 2]!;
  const rows = count / groups;
  const query = linear(parameters, `${name}.query`, layerNormalization(latents));
  const queries = tf.reshape(query.rank === 3 ? query : tf.tile(tf.expandDims(query, 0), [batch, 1, 1]), [batch * groups, rows, width]);
  const read = multiHeadAttention(queries, linear(parameters, `${name}.key`, keys), linear(parameters, `${name}.value`, keys), heads, mask);
  const update = linear(parameters, `${name}.output`, tf.reshape(read, [batch, count, width]));
  if (!mask) return update;
  return tf.mul(update, tf.reshape(tf.tile(tf.max(mask, 1, true), [1, rows]), [batch, count, 1]));
}

/**
 * Reads context pairs into latents.
 *
 * `spatial`: each latent cross-attends to its own pairs (the paper's spatially aware encoder). `linear`: a latent's pairs, concatenated,
 * pass through one linear layer (App. C). `perceiver`: every latent cross-attends to every pair (Jaegle et al., 2022).
 * A latent without pairs does not change.
 *
 * @returns `[batch, latents, width]`, and the pairs as keys if the encoder attends to them
 */
export function encode(config: ModelConfig, parameters: Parameters, places: LatentPlaces, context: GroupedContext): { latents: tf.Tensor; pairs?: PairKeys } {
  const { features, mask } = context;
  const [batch, groups, pairs, channels] = features.shape;
  const latents = emptyLatents(config, parameters, places);
  if (config.encoder === 'linear') {
    const kept = mask ? tf.mul(features, tf.expandDims(mask, 3)) : features;
    return { latents: tf.add(latents, linear(parameters, 'encoder.group', tf.reshape(kept, [batch, groups, pairs * channels]))) };
  }
  const keys = pairKeys(parameters, context);
  const read = tf.add(latents, readPairs(config, parameters, 'encoder.attention', latents, keys));
  if (!config.encoderMlp) return { latents: read, pairs: keys };
  return { latents: tf.add(read, mlp(config, parameters, 'encoder.mlp', layerNormalization(read))), pairs: keys };
}
