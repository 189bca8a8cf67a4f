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
    const turns = tf.tensor1d(Float32Array.from({ length: frequencies }, (_, k) => Math.PI * (k + 1)));
    const angles = coordinates.expandDims(-1).mul(turns).reshape([...coordinates.shape.slice(0, -1), channels * frequencies]);
    return tf.concat([angles.sin(), angles.cos()], -1);
  });
}
