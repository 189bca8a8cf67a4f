import * as tf from '@tensorflow/tfjs-core';
import type { Parameters } from './parameters.js';

/**
 * x·W + b over the last axis, with the other axes laid end to end: one matrix product, and a gradient that TensorFlow.js has right.
 *
 * @param x `[…, from]`
 * @param name the layer's name in the parameters
 * @returns `[…, to]`
 */
export function linear(parameters: Parameters, name: string, x: tf.Tensor): tf.Tensor {
  const [weight, bias] = [parameters[`${name}.weight`], parameters[`${name}.bias`]];
  const rows = tf.reshape(x, [-1, weight.shape[0]]) as tf.Tensor2D;
  return tf.reshape(tf.add(tf.matMul(rows, weight as tf.Tensor2D), bias), [...x.shape.slice(0, -1), weight.shape[1]!]);
}
