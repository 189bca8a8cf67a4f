import * as tf from '@tensorflow/tfjs-core';

/**
 * Fourier features of coordinates: each coordinate itself, then sin(πkx) and cos(πkx) for k = 1 … frequencies.
 *
 * @param coordinates `[points, channels]`
 * @returns `[points, channels · (1 + 2 · frequencies)]`
 */
export function fourierFeatures(coordinates: Float32Array, channels: number, frequencies: number): Float32Array {
  const points = coordinates.length / channels;
  const width = channels * (1 + 2 * frequencies);
  const features = new Float32Array(points * width);
  for (let i = 0; i < points; i++) {
    for (let c = 0; c < channels; c++) {
      const x = coordinates[i * channels + c];
      features[i * width + c] = x;
      for (let k = 1; k <= frequencies; k++) {
        const at = i * width + channels + 2 * (c * frequencies + k - 1);
        features[at] = Math.sin(Math.PI * k * x);
        features[at + 1] = Math.cos(Math.PI * k * x);
      }
    }
  }
  return features;
}

/**
 * {@link fourierFeatures} in tensors, in the same order.
 *
 * @param coordinates `[…, points, channels]`
 * @returns `[…, points, channels · (1 + 2 · frequencies)]`
 */
export function placeFeaturesOf(coordinates: tf.Tensor, frequencies: number): tf.Tensor {
  return tf.tidy(() => {
    const [leading, channels] = [coordinates.shape.slice(0, -1), coordinates.shape[coordinates.rank - 1]];
    const turns = tf.tensor2d(Float32Array.from({ length: frequencies }, (_, k) => Math.PI * (k + 1)), [1, frequencies]);
    const angles = tf.mul(tf.reshape(coordinates, [-1, 1]), turns);
    const waves = tf.stack([tf.sin(angles), tf.cos(angles)], 2);
    return tf.concat([coordinates, tf.reshape(waves, [...leading, channels * 2 * frequencies])], -1);
  });
}

/**
 * Fourier features in tensors, axis by axis: sin(ωx) for every ω of the first channel, then of the next; then the cosines in the same order.
 *
 * @param coordinates `[…, points, channels]`
 * @param angularFrequencies ω, in radians per unit
 * @returns `[…, points, 2 · channels · frequencies]`
 */
export function fourierFeaturesOf(coordinates: tf.Tensor, angularFrequencies: readonly number[]): tf.Tensor {
  return tf.tidy(() => {
    const frequencies = angularFrequencies.length;
    const channels = coordinates.shape[coordinates.rank - 1];
    const turns = tf.tensor2d(Float32Array.from(angularFrequencies), [1, frequencies]);
    const angles = tf.reshape(tf.mul(tf.reshape(coordinates, [-1, 1]), turns), [...coordinates.shape.slice(0, -1), channels * frequencies]);
    return tf.concat([tf.sin(angles), tf.cos(angles)], -1);
  });
}
