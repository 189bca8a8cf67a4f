import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from './available.js';

// gelu(x) = x·σ(2u), u = √(2/π)·(x + 0.044715·x³); 2u = x·(LINEAR + CUBIC·x²).
const LINEAR = 2 * Math.sqrt(2 / Math.PI);
const CUBIC = LINEAR * 0.044715;

/**
 * The Gaussian error linear unit in its tanh form, ½x(1 + tanh(√(2/π)(x + 0.044715x³))) (Hendrycks and Gimpel, 2016).
 *
 * @param x any shape
 */
export function gelu(x: tf.Tensor): tf.Tensor {
  return tf.customGrad((input, save) => {
    const given = input as tf.Tensor;
    const value = hasKernel('FusedGelu')
      ? runKernel('FusedGelu', { x: given })[0]
      : tf.mul(given, tf.sigmoid(tf.mul(given, tf.add(tf.mul(tf.square(given), CUBIC), LINEAR))));
    (save as tf.GradSaveFunc)([given]);
    return {
      value,
      // With s = σ(z), z = x·(LINEAR + CUBIC·x²): derivative s + x·s·(1 − s)·z' and x·z' = 3z − 2·LINEAR·x.
      gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => {
        const z = tf.mul(saved, tf.add(tf.mul(tf.square(saved), CUBIC), LINEAR));
        const s = tf.sigmoid(z);
        const slope = tf.mul(saved, tf.add(tf.mul(tf.square(saved), 3 * CUBIC), LINEAR));
        return [tf.mul(dy, tf.mul(s, tf.add(tf.mul(tf.sub(1, s), slope), 1)))];
      },
    };
  })(x);
}

/**
 * The sigmoid linear unit x·σ(x), also called swish.
 *
 * @param x any shape
 */
export function silu(x: tf.Tensor): tf.Tensor {
  return tf.customGrad((input, save) => {
    const given = input as tf.Tensor;
    const value = hasKernel('FusedSilu') ? runKernel('FusedSilu', { x: given })[0] : tf.mul(given, tf.sigmoid(given));
    (save as tf.GradSaveFunc)([given, value]);
    return {
      value,
      // s + x·s·(1 − s) = s·(1 − y) + y
      gradFunc: (dy: tf.Tensor, [saved, y]: tf.Tensor[]) => [tf.mul(dy, tf.add(tf.mul(tf.sigmoid(saved), tf.sub(1, y)), y))],
    };
  })(x);
}
