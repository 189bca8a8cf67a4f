import * as tf from '@tensorflow/tfjs-core';
import { hasKernel, recordsGradients, runKernel } from './available.js';

const splitHeads = (x: tf.Tensor, heads: number) => {
  const [batch, tokens, channels] = x.shape;
  return tf.transpose(tf.reshape(x, [batch, tokens, heads, channels / heads]), [0, 2, 1, 3]);
};

const joinHeads = (x: tf.Tensor) => {
  const [batch, heads, tokens, channels] = x.shape;
  return tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [batch, tokens, heads * channels]);
};

/** softmax(q·kᵀ + bias)·v for `[batch, heads, tokens, channels]`, with a gradient that reads the attention matrix twice, not five times. */
function attend(query: tf.Tensor, key: tf.Tensor, value: tf.Tensor, bias: tf.Tensor | undefined): tf.Tensor {
  return tf.customGrad((...given) => {
    const save = given.pop() as tf.GradSaveFunc;
    const [q, k, v] = given as tf.Tensor[];
    const logits = tf.matMul(q, k, false, true);
    const weights = tf.softmax(bias ? tf.add(logits, bias) : logits);
    const output = tf.matMul(weights, v);
    save([q, k, v, weights, output]);
    return {
      value: output,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [q, k, v, weights, output] = saved;
        // dlogits = w·(dw − Σ w·dw), and the sum over keys equals the sum over channels of dy·output.
        const inner = tf.sum(tf.mul(dy, output), -1, true);
        const dlogits = tf.mul(weights, tf.sub(tf.matMul(dy, v, false, true), inner));
        return [tf.matMul(dlogits, k), tf.matMul(dlogits, q, true, false), tf.matMul(weights, dy, true, false)];
      },
    };
  })(query, key, value);
}

/**
 * Multi-head scaled dot-product attention, softmax(q·kᵀ/√c)·v head by head (Vaswani et al., 2017), c = channels / heads.
 *
 * @param query `[batch, queries, channels]`
 * @param key `[batch, keys, channels]`
 * @param value `[batch, keys, channels]`
 * @param mask `[batch, keys]`, 1 where a key may be attended to and 0 where not; every row needs at least one 1
 * @returns `[batch, queries, channels]`
 * @throws RangeError if the heads do not divide the channels
 */
export function multiHeadAttention(query: tf.Tensor, key: tf.Tensor, value: tf.Tensor, heads: number, mask?: tf.Tensor): tf.Tensor {
  const channels = query.shape[2]!;
  if (channels % heads !== 0) throw new RangeError(`${heads} heads do not divide ${channels} channels`);
  const scale = 1 / Math.sqrt(channels / heads);
  const [batch, keys] = key.shape;
  const bias = mask && tf.reshape(tf.mul(tf.sub(1, mask), -1e9), [batch, 1, 1, keys]);
  if (!recordsGradients() && !bias && hasKernel('FusedMultiHeadAttention')) {
    return runKernel('FusedMultiHeadAttention', { query, key, value }, { heads, scale })[0];
  }
  return joinHeads(attend(splitHeads(tf.mul(query, scale), heads), splitHeads(key, heads), splitHeads(value, heads), bias));
}
