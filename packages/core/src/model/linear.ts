import * as tf from '@tensorflow/tfjs-core';
import type { Parameters } from './parameters.js';

/**
 * x·W + b over the last axis, with the other axes flattened: one matrix product, whose gradient TensorFlow.js computes correctly.
 *
 * @param x `[…, from]`
 * @param name prefix of the layer's parameters
 * @returns `[…, to]`
 */
export function linear(parameters: Parameters, name: string, x: tf.Tensor): tf.Tensor {
  const [weight, bias] = [parameters[`${name}.weight`], parameters[`${name}.bias`]];
  const rows = tf.reshape(x, [-1, weight.shape[0]]) as tf.Tensor2D;
  return tf.reshape(tf.add(tf.matMul(rows, weight as tf.Tensor2D), bias), [...x.shape.slice(0, -1), weight.shape[1]!]);
}
