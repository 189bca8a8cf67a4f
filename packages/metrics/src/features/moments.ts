import { packRows, rowProducts } from '../linearAlgebra/rowProducts.js';
import { checkFeatures, type Features } from './checkFeatures.js';

/** Mean and covariance of feature vectors. */
export interface Moments {
  /** `[dimensions]` */
  mean: Float64Array;
  /** Unbiased: divided by count − 1, `[dimensions, dimensions]`. */
  covariance: Float64Array;
}

/** The mean of feature vectors in float64, `[dimensions]`. */
export function meanOf({ values, dimensions }: Features): Float64Array {
  const mean = new Float64Array(dimensions);
  for (let i = 0; i < values.length; i++) mean[i % dimensions] += values[i];
  return mean.map((sum) => sum / (values.length / dimensions));
}

/**
 * Mean and unbiased covariance in float64, with the mean subtracted before the products.
 *
 * @throws RangeError if there are fewer than two vectors or a value is not finite
 */
export function moments(features: Features): Moments {
  const { values, dimensions } = features;
  const count = checkFeatures(features, 'to take moments of');
  if (count < 2) throw new RangeError(`a covariance needs at least two vectors, not ${count}`);
  const mean = meanOf(features);
  const centred = packRows(dimensions, count, (k, i) => values[i * dimensions + k] - mean[k]);
  return { mean, covariance: rowProducts(centred, centred).map((sum) => sum / (count - 1)) };
}
