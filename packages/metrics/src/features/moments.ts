import type { Features } from './checkFeatures.js';

/** Mean and covariance of feature vectors. */
export interface Moments {
  /** `[dimensions]` */
  mean: Float64Array;
  /** Unbiased: divided by count − 1, `[dimensions, dimensions]`. */
  covariance: Float64Array;
}

/** Mean and unbiased covariance in float64, the mean taken off before the products. */
export function moments({ values, dimensions }: Features): Moments {
  const count = values.length / dimensions;
  const mean = new Float64Array(dimensions);
  for (let i = 0; i < values.length; i++) mean[i % dimensions] += values[i];
  for (let k = 0; k < dimensions; k++) mean[k] /= count;

  const covariance = new Float64Array(dimensions * dimensions);
  const centred = new Float64Array(dimensions);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < dimensions; k++) centred[k] = values[i * dimensions + k] - mean[k];
    for (let k = 0; k < dimensions; k++) {
      const factor = centred[k] / (count - 1);
      for (let j = 0; j <= k; j++) covariance[k * dimensions + j] += factor * centred[j];
    }
  }
  for (let k = 0; k < dimensions; k++) for (let j = 0; j < k; j++) covariance[j * dimensions + k] = covariance[k * dimensions + j];
  return { mean, covariance };
}
