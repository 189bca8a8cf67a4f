import * as tf from '@tensorflow/tfjs-core';

/** average ← average + (1 − decay)·(parameter − average), with `rate` = 1 − decay. */
export function movedAverage(average: tf.Tensor, parameter: tf.Tensor, rate: tf.Tensor): tf.Tensor {
  return tf.add(average, tf.mul(tf.sub(parameter, average), rate));
}

/**
 * The decay of step t = 1, 2, …: rises as (1 + t)/(10 + t) up to the given one, so that initial values are forgotten early.
 */
export function warmedDecay(decay: number, step: number): number {
  return Math.min(decay, (1 + step) / (10 + step));
}
