import { layerNormalization, silu } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs-core';
import { linear } from './linear.js';
import { TIME_CHANNELS, type Parameters } from './parameters.js';

/** The longest period of the time embedding, for times stretched to [0, 1000]. */
const LONGEST_PERIOD = 10_000;

/**
 * The vector that modulates every block: an MLP of sinusoids of the time, plus the class's vector (Peebles and Xie, 2023).
 *
 * @param time `[batch]`, in [0, 1]
 * @param label `[batch]`, int32; the number of classes means "no class"
 * @param augmentation `[batch, augmentationChannels]`: how examples were augmented. It enters through a product without a bias, so omitting it equals passing zeros, as sampling does.
 * @returns `[batch, width]`
 */
export function modulationVector(parameters: Parameters, time: tf.Tensor, label?: tf.Tensor, augmentation?: tf.Tensor): tf.Tensor {
  const half = TIME_CHANNELS / 2;
  const frequencies = tf.tensor2d(Float32Array.from({ length: half }, (_, i) => 1000 * LONGEST_PERIOD ** (-i / half)), [1, half]);
  const angles = tf.mul(tf.reshape(time, [-1, 1]), frequencies);
  const timed = linear(parameters, 'time.output', silu(linear(parameters, 'time.hidden', tf.concat([tf.cos(angles), tf.sin(angles)], 1))));
  const embedded = augmentation ? tf.add(timed, tf.matMul(augmentation as tf.Tensor2D, parameters['augmentation.weight'] as tf.Tensor2D)) : timed;
  const vectors = parameters['classes.vectors'];
  if (!vectors) return embedded;
  if (!label) throw new Error('this model is conditioned on a class: a label is needed for each sample');
  // A product with one-hot rows, whose gradient every backend supports.
  return tf.add(embedded, tf.matMul(tf.oneHot(tf.cast(label, 'int32') as tf.Tensor1D, vectors.shape[0]) as tf.Tensor2D, vectors as tf.Tensor2D));
}

/** Shift, scale and gate vectors of a layer from the modulation vector: `count` tensors `[batch, 1, width]`. */
export function modulations(parameters: Parameters, name: string, vector: tf.Tensor, count: number): tf.Tensor[] {
  const width = vector.shape[1]!;
  return tf.split(linear(parameters, `${name}.modulation`, silu(vector)), count, 1).map((each) => tf.reshape(each, [-1, 1, width]));
}

/**
 * Layer normalization with scale and shift from the condition: LN(x)·(1 + scale) + shift.
 *
 * @param x `[batch, tokens, width]`
 */
export function modulatedNormalization(x: tf.Tensor, shift: tf.Tensor, scale: tf.Tensor): tf.Tensor {
  return tf.add(tf.mul(layerNormalization(x), tf.add(scale, 1)), shift);
}
