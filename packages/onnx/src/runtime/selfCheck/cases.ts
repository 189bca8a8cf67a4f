import * as tf from '@tensorflow/tfjs-core';
import { gelu, layerNormalization, multiHeadAttention, silu } from '../../fused/index.js';
import type { HostTensor } from '../session.js';

/** One thing that a device must compute as the CPU does. */
export interface SelfCheckCase {
  /** The name to report if the device computes it wrongly. */
  operator: string;
  inputs: readonly HostTensor[];
  /** Outputs by name, from the inputs as tensors. */
  compute(...inputs: tf.Tensor[]): Record<string, tf.Tensor>;
  /** Largest difference from the CPU that passes, relative to the largest number of the output. */
  limit: number;
}

/** Numbers between −1 and 1 that look random, the same everywhere. */
export function numbers(shape: number[], seed: number, scale = 1): HostTensor {
  let state = seed * 2654435761 + 1;
  const next = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state / 2 ** 31 - 1) * scale;
  };
  return { dtype: 'float32', shape, data: Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, next) };
}

const indices = (count: number, below: number): HostTensor => ({ dtype: 'int32', shape: [count], data: Int32Array.from({ length: count }, (_, i) => (i * 7) % below) });

// Graphics cards multiply matrices with 10-bit mantissas if they may (TF32), and WGSL allows sines an absolute error of 2⁻¹¹.
const PRODUCTS = 2e-3;
const SINES = 2e-3;
const ELEMENTWISE = 2e-4;

const attention = (queries: number, keys: number): SelfCheckCase => ({
  operator: `attention of ${queries} to ${keys} tokens`, limit: PRODUCTS,
  inputs: [numbers([2, queries, 64], 3), numbers([2, keys, 64], 11), numbers([2, keys, 64], 17)],
  compute: (query, key, value) => ({ value: multiHeadAttention(query, key, value, 2) }),
});

/** A network of one block and its gradient: products, normalization, attention, GELU, modulation, a sum of squares, and a step of momentum. */
const step: SelfCheckCase = {
  operator: 'a small training step', limit: PRODUCTS,
  inputs: [numbers([2, 24, 32], 1), numbers([32, 32], 2, 0.3), numbers([32, 64], 3, 0.3), numbers([64, 32], 4, 0.3), numbers([2, 24, 32], 5), numbers([32, 32], 6, 0.1)],
  compute(x, project, widen, narrow, target, momentum) {
    const loss = (...[project, widen, narrow]: tf.Tensor[]) => {
      const rows = (tokens: tf.Tensor, weight: tf.Tensor) => tf.reshape(tf.matMul(tf.reshape(tokens, [48, -1]), weight as tf.Tensor2D), [2, 24, -1]);
      const token = rows(layerNormalization(x), project);
      const mixed = tf.add(x, multiHeadAttention(token, token, token, 2));
      const out = tf.add(mixed, rows(gelu(rows(layerNormalization(mixed), widen)), narrow));
      return tf.mean(tf.square(tf.sub(out, target))) as tf.Scalar;
    };
    const { value, grads } = tf.valueAndGrads(loss)([project, widen, narrow]);
    const norm = tf.sqrt(tf.addN(grads.map((gradient) => tf.sum(tf.square(gradient)))));
    const next = tf.add(tf.mul(momentum, 0.9), tf.div(grads[0], norm));
    return { loss: value, norm, widen: grads[1], narrow: grads[2], project: tf.sub(project, tf.mul(next, 0.01)), next };
  },
};

/** Everything that a device is checked for, in the order in which it is done. */
export const selfCheckCases: readonly SelfCheckCase[] = [
  { operator: 'matrix product', limit: PRODUCTS, inputs: [numbers([3, 40, 72], 1), numbers([3, 72, 50], 2)], compute: (a, b) => ({ plain: tf.matMul(a, b), turned: tf.matMul(a, a, false, true) }) },
  {
    operator: 'LayerNormalization', limit: ELEMENTWISE, inputs: [numbers([3, 17, 48], 5, 3), numbers([3, 17, 48], 6)],
    // After a sum, too: runtimes fuse the two, and may lose what the gradient reads.
    compute: (x, dy) => ({ value: layerNormalization(x), gradient: tf.grad((x: tf.Tensor) => tf.sum(tf.mul(layerNormalization(tf.add(x, dy)), dy)))(x) }),
  },
  ...[16, 64, 256].map((tokens) => attention(tokens, tokens)), attention(256, 64), attention(1, 64),
  { operator: 'GELU', limit: ELEMENTWISE, inputs: [numbers([1000], 7, 6)], compute: (x) => ({ value: gelu(x), gradient: tf.grad((x: tf.Tensor) => tf.sum(gelu(x)))(x) }) },
  { operator: 'SiLU', limit: ELEMENTWISE, inputs: [numbers([1000], 8, 6)], compute: (x) => ({ value: silu(x), gradient: tf.grad((x: tf.Tensor) => tf.sum(silu(x)))(x) }) },
  { operator: 'sin and cos', limit: SINES, inputs: [numbers([1000], 9, 60)], compute: (x) => ({ sin: tf.sin(x), cos: tf.cos(x) }) },
  { operator: 'softmax', limit: ELEMENTWISE, inputs: [numbers([12, 300], 10, 8)], compute: (x) => ({ value: tf.softmax(x) }) },
  { operator: 'reductions', limit: ELEMENTWISE, inputs: [numbers([6, 500], 12)], compute: (x) => ({ sum: tf.sum(tf.square(x), 1), mean: tf.mean(tf.abs(x), 0), largest: tf.max(x) }) },
  {
    operator: 'gather and scatter', limit: ELEMENTWISE, inputs: [numbers([20, 9], 13), indices(50, 20), numbers([50, 9], 14)],
    compute: (table, at, dy) => ({ rows: tf.gather(table, at as tf.Tensor1D), sums: tf.grad((table: tf.Tensor) => tf.sum(tf.mul(tf.gather(table, at as tf.Tensor1D), dy)))(table) }),
  },
  step,
];
