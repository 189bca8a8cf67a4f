import { fourierFeaturesOf } from '@inrflow/core';
import type * as tf from '@tensorflow/tfjs-core';

/**
 * Fourier features of pixels' coordinates at ω = π k for k = 1 … frequencies: on [-1, 1] the k-th turns k times across the picture, so
 * that k = n/2 is the finest detail that n pixels carry.
 *
 * @param coordinates `[…, points, channels]`
 * @returns `[…, points, 2 · channels · frequencies]`
 */
export function fourierFeatures(coordinates: tf.Tensor, frequencies: number): tf.Tensor {
  return fourierFeaturesOf(coordinates, Array.from({ length: frequencies }, (_, k) => Math.PI * (k + 1)));
}
