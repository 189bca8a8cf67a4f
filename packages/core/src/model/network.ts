import { layerNormalization, silu } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs-core';
import { pseudoCoordinateChannelsOf, type Modality } from '../modality/index.js';
import type { Path } from '../paths/index.js';
import { block, type BlockContext } from './block.js';
import type { ModelConfig } from './config.js';
import { encode, readPairs } from './encoder.js';
import type { LatentPlaces } from './latentPlaces.js';
import { linear } from './linear.js';
import { modulatedNormalization, modulations, modulationVector } from './modulation.js';
import { readsAgain, type Parameters } from './parameters.js';
import { recomputed } from './recomputed.js';
import { rotaryAngles } from './rotary.js';

/** A network: everything but its parameters. */
export interface Network {
  config: ModelConfig;
  modality: Modality;
  /** Places of the latents, `[latents, pseudoCoordinateChannels]`; empty if each sample has its own latents. */
  pseudoCoordinates: Float32Array;
  /**
   * Present if the network's output is the denoised state instead of the velocity: the path by which one follows from the other (see
   * {@link velocityFactors}). It is then the path of training, too.
   */
  denoises?: Path;
  /** Blocks and decoder layers keep only their inputs for the backward pass, which computes the rest again: less memory, more time. See {@link recomputed}. */
  recomputes?: boolean;
}

/** Pairs in tensors; `mask` is 1 for a pair and 0 for padding. */
export interface PairTensors {
  /** `[batch, …, pairs, coordinateChannels]`. */
  coordinates: tf.Tensor;
  /** `[batch, …, pairs, valueChannels]`. */
  values: tf.Tensor;
  /** `[batch, …, pairs]`; absent if nothing is padded. */
  mask?: tf.Tensor;
}

/** Pairs in tensors, grouped by latent as the encoder needs them. */
export interface ContextTensors extends PairTensors {
  /** If each sample has its own latents: their places `[batch, latents, pseudoCoordinateChannels]`, and 1 for a latent, 0 for padding `[batch, latents]`. */
  latents?: { places: tf.Tensor; mask: tf.Tensor };
}

/** What a sample depends on besides its pairs. */
export interface ConditionTensors {
  /** `[batch]`, t in [0, 1]: 0 is noise, 1 is data. */
  time: tf.Tensor;
  /** `[batch]`, int32; `classes` means no class. Only if the model has classes. */
  label?: tf.Tensor;
  /** `[batch, tokens, conditionChannels]` and `[batch, tokens]`. Only if the model has condition channels. */
  condition?: { tokens: tf.Tensor; mask?: tf.Tensor };
  /** `[batch, augmentationChannels]`, in training only; sampling makes unaugmented samples. */
  augmentation?: tf.Tensor;
}

/** What the encoder passes to the decoder. */
export interface Encoded {
  /** `[batch, latents, width]`. */
  latents: tf.Tensor;
  /** `[batch, width]`. */
  vector: tf.Tensor;
  /** `[batch, latents]`: 1 for a latent, 0 for padding; absent if nothing is padded. */
  mask?: tf.Tensor;
}

/**
 * Coordinates of pairs relative to the place of their latent, scaled so that a latent's share of each axis becomes [-1, 1].
 *
 * @returns `[batch, latents, pairs, coordinateChannels]`
 * @throws RangeError if the places of latents are not coordinates of pairs
 */
function localCoordinates({ config: { latents }, modality, pseudoCoordinates }: Network, context: ContextTensors): tf.Tensor {
  const { coordinateChannels } = modality;
  if (coordinateChannels === 0 || pseudoCoordinateChannelsOf(modality) !== coordinateChannels) throw new RangeError(`model.encoderPositions local: the latents of ${modality.name} do not lie where pairs lie`);
  const places = context.latents ? tf.expandDims(context.latents.places, 2) : tf.tensor(pseudoCoordinates, [1, latents, 1, coordinateChannels]);
  return tf.mul(tf.sub(context.coordinates, places), latents ** (1 / coordinateChannels));
}

/** One block, or one layer of the decoder, whose inner results are kept for the backward pass or computed again in it. */
function layer({ config, recomputes }: Network, parameters: Parameters, name: string, x: tf.Tensor, vector: tf.Tensor, context: BlockContext): tf.Tensor {
  if (!recomputes) return block(config, parameters, name, x, vector, context);
  const { keys, condition } = context;
  const own = Object.entries(parameters).filter(([each]) => each.startsWith(`${name}.`));
  return recomputed(
    ({ x, vector, keys, tokens, ...own }) => block(config, own, name, x, vector, { ...context, ...(keys && { keys }), ...(condition && { condition: { ...condition, tokens } }) }),
    { x, vector, ...(keys && { keys }), ...(condition && { tokens: condition.tokens }), ...Object.fromEntries(own) },
  );
}

/**
 * The encoder and its blocks: z_t = Enc({(x_j, y_t,j)}, t).
 *
 * @param context coordinates `[batch, groups, pairs, coordinateChannels]`, values `[batch, groups, pairs, valueChannels]`, mask `[batch, groups, pairs]`
 */
export function encodeContext(network: Network, parameters: Parameters, context: ContextTensors, condition: ConditionTensors): Encoded {
  const { config, modality, pseudoCoordinates } = network;
  const vector = modulationVector(parameters, condition.time, condition.label, condition.augmentation);
  const coordinates = config.encoderPositions === 'local' ? localCoordinates(network, context) : context.coordinates;
  const features = modality.features(coordinates, context.values);
  const mask = context.latents?.mask;
  const places: LatentPlaces = { axes: pseudoCoordinateChannelsOf(modality), places: context.latents?.places ?? pseudoCoordinates };
  const encoded = encode(config, parameters, places, { features, mask: context.mask });
  let { latents } = encoded;
  const rotary = config.rotary ? rotaryAngles(places, config.width / config.heads, config.rotaryFastest) : undefined;
  const tokens = condition.condition && {
    // Two layers, because a token's contents and its position must be combined before attention, whose logits are linear in the keys.
    tokens: layerNormalization(linear(parameters, 'condition.output', silu(linear(parameters, 'condition.token', condition.condition.tokens)))),
    mask: condition.condition.mask,
  };
  for (let i = 0; i < config.blocks; i++) {
    if (readsAgain(config, i)) latents = tf.add(latents, readPairs(config, parameters, `read.${i}`, latents, encoded.pairs!));
    latents = layer(network, parameters, `blocks.${i}`, latents, vector, { rotary, condition: tokens, mask });
  }
  return { latents, vector, ...(mask && { mask }) };
}

/**
 * The decoder: the velocity at each query, or its denoised value (see {@link Network.denoises}); a query sees the latents, but never another query.
 *
 * @param query coordinates `[batch, queries, coordinateChannels]` and current values `[batch, queries, valueChannels]`
 * @returns `[batch, queries, valueChannels]`
 */
export function decodeQueries(network: Network, parameters: Parameters, { latents, vector, mask }: Encoded, query: PairTensors): tf.Tensor {
  const { config, modality } = network;
  const features = modality.features(query.coordinates, query.values);
  let state = linear(parameters, 'query.pair', features);
  const keys = layerNormalization(latents);
  for (let i = 0; i < config.decoderLayers; i++) state = layer(network, parameters, `decoder.${i}`, state, vector, { keys, mask });
  if (config.rejoinQuery) {
    const joined = silu(layerNormalization(linear(parameters, 'rejoin.query', features)));
    state = tf.add(state, linear(parameters, 'rejoin.output', tf.concat([state, joined], -1)));
  }
  const [shift, scale] = modulations(parameters, 'final', vector, 2);
  return linear(parameters, 'final.output', modulatedNormalization(state, shift, scale));
}

/** Encoder and decoder together: v(x_i, y_t,i, t | z_t), or the denoised values (see {@link Network.denoises}). Shapes as in {@link encodeContext} and {@link decodeQueries}. */
export function prediction(network: Network, parameters: Parameters, context: ContextTensors, query: PairTensors, condition: ConditionTensors): tf.Tensor {
  return decodeQueries(network, parameters, encodeContext(network, parameters, context, condition), query);
}
