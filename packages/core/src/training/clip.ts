import * as tf from '@tensorflow/tfjs-core';

/** The Euclidean norm of all gradients. */
export function globalNorm(gradients: readonly tf.Tensor[]): tf.Tensor {
  return tf.sqrt(gradients.map((gradient) => tf.sum(tf.square(gradient))).reduce((sum, square) => tf.add(sum, square)));
}

/** The factor that brings a norm down to `limit`, or 1 if it is below: min(1, limit / norm). */
export function clipFactor(norm: tf.Tensor, limit: number): tf.Tensor {
  return tf.minimum(tf.div(limit, tf.add(norm, 1e-6)), 1);
}
