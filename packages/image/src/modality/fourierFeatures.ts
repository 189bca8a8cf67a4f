import * as tf from '@tensorflow/tfjs';

/**
 * Fourier features of coordinates, axis by axis: sin(π k x) for k = 1 … frequencies of x, then of y, then the cosines likewise.
 * On [-1, 1] the k-th turns k times across the picture, so that k = n/2 is the finest detail that n pixels carry.
 *
 * @param coordinates `[…, points, channels]`
 * @returns `[…, points, 2 · channels · frequencies]`
 */
export function fourierFeatures(coordinates: tf.Tensor, frequencies: number): tf.Tensor {
  return tf.tidy(() => {
    const channels = coordinates.shape[coordinates.rank - 1];
    const turns = tf.tensor2d(Float32Array.from({ length: frequencies }, (_, k) => Math.PI * (k + 1)), [1, frequencies]);
    const angles = tf.reshape(tf.mul(tf.reshape(coordinates, [-1, 1]), turns), [...coordinates.shape.slice(0, -1), channels * frequencies]);
    return tf.concat([tf.sin(angles), tf.cos(angles)], -1);
  });
}
