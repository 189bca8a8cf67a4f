import { layerNormalization, multiHeadAttention, silu } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs-core';
import type { ModelConfig } from './config.js';
import { linear } from './linear.js';
import { mlp } from './mlp.js';
import { modulatedNormalization, modulations } from './modulation.js';
import type { Parameters } from './parameters.js';
import { rotate, type RotaryAngles } from './rotary.js';

/** What a block attends to. */
export interface BlockContext {
  /** Other tokens to attend to, `[batch, keys, width]`, already normalized; if absent, the tokens themselves. */
  keys?: tf.Tensor;
  /** `[batch, keys]`: 1 for a token to attend to, 0 for padding; if absent, all. */
  mask?: tf.Tensor;
  /** Rotation of queries and keys by the latents' pseudo-coordinates; only for attention to itself. */
  rotary?: RotaryAngles;
  /** Condition tokens `[batch, tokens, width]` and their mask `[batch, tokens]`. */
  condition?: { tokens: tf.Tensor; mask?: tf.Tensor };
}

/** Divides each head's channels by their root mean square and multiplies by a learnt scale, so that logits stay bounded however large the weights grow. */
function normalizedHeads(x: tf.Tensor, scale: tf.Tensor, heads: number): tf.Tensor {
  const [batch, tokens, width] = x.shape;
  const parts = tf.reshape(x, [batch, tokens, heads, width / heads]);
  const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(parts), -1, true), 1e-6));
  return tf.reshape(tf.mul(tf.mul(parts, inverse), scale), [batch, tokens, width]);
}

function attention(parameters: Parameters, name: string, query: tf.Tensor, keys: tf.Tensor, heads: number, rotary?: RotaryAngles, mask?: tf.Tensor) {
  const turn = (x: tf.Tensor) => (rotary ? rotate(x, rotary, heads) : x);
  const [q, k, v] = [linear(parameters, `${name}.query`, query), linear(parameters, `${name}.key`, keys), linear(parameters, `${name}.value`, keys)];
  // A block's self-attention has these scales if the model normalizes queries and keys; attention to a condition never has.
  const scaled = (x: tf.Tensor, scale: tf.Tensor | undefined) => (scale ? normalizedHeads(x, scale, heads) : x);
  const [queries, projected] = [scaled(q, parameters[`${name}.queryScale`]), scaled(k, parameters[`${name}.keyScale`])];
  return linear(parameters, `${name}.output`, multiHeadAttention(turn(queries), turn(projected), v, heads, mask));
}

/**
 * A transformer block with adaLN-Zero: attention, cross-attention to the condition if there is one, and an MLP, each added with a
 * gate that the condition vector sets and that starts at zero (Peebles and Xie, 2023).
 *
 * @param x `[batch, tokens, width]`
 * @param vector `[batch, width]`, from {@link modulationVector}
 * @returns `[batch, tokens, width]`
 */
export function block(config: ModelConfig, parameters: Parameters, name: string, x: tf.Tensor, vector: tf.Tensor, context: BlockContext = {}): tf.Tensor {
  const [shift, scale, gate, mlpShift, mlpScale, mlpGate] = modulations(parameters, name, vector, 6);
  const query = modulatedNormalization(x, shift, scale);
  let state = tf.add(x, tf.mul(gate, attention(parameters, `${name}.attention`, query, context.keys ?? query, config.heads, context.rotary, context.mask)));
  if (context.condition) {
    const { tokens, mask } = context.condition;
    const conditionGate = tf.expandDims(linear(parameters, `${name}.conditionGate`, silu(vector)), 1);
    state = tf.add(state, tf.mul(conditionGate, attention(parameters, `${name}.condition`, layerNormalization(state), tokens, config.heads, undefined, mask)));
  }
  return tf.add(state, tf.mul(mlpGate, mlp(config, parameters, `${name}.mlp`, modulatedNormalization(state, mlpShift, mlpScale))));
}
