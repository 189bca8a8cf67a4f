import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from './available.js';

function forward(x: tf.Tensor, epsilon: number): tf.Tensor[] {
  if (hasKernel('FusedLayerNormalization')) return runKernel('FusedLayerNormalization', { x }, { epsilon });
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const inverseDeviation = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), epsilon));
  return [tf.mul(centred, inverseDeviation), inverseDeviation];
}

/**
 * Layer normalization over the last axis without scale and shift: (x − mean) / √(variance + ε) (Ba et al., 2016).
 *
 * @param x `[…, channels]`
 * @returns `[…, channels]`
 */
export function layerNormalization(x: tf.Tensor, epsilon = 1e-6): tf.Tensor {
  return tf.customGrad((input, save) => {
    const [value, inverseDeviation] = forward(input as tf.Tensor, epsilon);
    (save as tf.GradSaveFunc)([value, inverseDeviation]);
    return {
      value,
      // dx = (dy − mean(dy) − y·mean(dy·y)) / deviation
      gradFunc: (dy: tf.Tensor, [y, inverse]: tf.Tensor[]) => {
        const along = tf.mul(y, tf.mean(tf.mul(dy, y), -1, true));
        return [tf.mul(tf.sub(tf.sub(dy, tf.mean(dy, -1, true)), along), inverse)];
      },
    };
  })(x);
}
