import * as tf from '@tensorflow/tfjs';
import { trace } from '../../compile/trace.js';
import { describeModel } from '../../format/describe.js';
import { writeModel } from '../../format/writer.js';
import { createSession } from '../../runtime/session.js';
import { orderedNodes } from '../order.js';
import { simplify } from '../simplify.js';

type Function = (...inputs: tf.Tensor[]) => tf.Tensor;

/** The recorded operators, those left after simplification, and how far the result is from TensorFlow.js's. */
async function simplified(fn: Function, shapes: number[][], options = {}) {
  const { inputs, outputs } = trace(fn, shapes.map((shape) => ({ shape })));
  const values = simplify([outputs[0].value], options);
  const ops = (roots: typeof values) => orderedNodes(roots).map(({ op }) => op);
  const tensors = shapes.map((shape, i) => tf.randomNormal(shape, 0.5, 2, 'float32', i + 1));
  const session = await createSession(writeModel(describeModel(inputs, [{ name: 'y', value: values[0] }])));
  const feeds = Object.fromEntries(await Promise.all(tensors.map(async (tensor, i) =>
    [String(i), { dtype: 'float32' as const, shape: tensor.shape, data: (await tensor.data()) as Float32Array }] as const)));
  const { y } = await session.run(feeds);
  await session.dispose();
  const expected = await fn(...tensors).data();
  const largest = Math.max(...expected.map(Math.abs));
  const error = Math.max(...Array.from(y.data, (number, i) => Math.abs(number - expected[i]))) / largest;
  return { before: ops([outputs[0].value]), after: ops(values), error };
}

const normalize = (x: tf.Tensor) => {
  const { mean, variance } = tf.moments(x, -1, true);
  return tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5)));
};
const byHand = (x: tf.Tensor) => {
  const centered = tf.sub(x, tf.mean(x, -1, true));
  return tf.mul(tf.rsqrt(tf.add(1e-5, tf.mean(tf.pow(centered, 2), -1, true))), centered);
};
const softmax = (x: tf.Tensor) => {
  const powers = tf.exp(tf.sub(x, tf.max(x, 1, true)));
  return tf.div(powers, tf.sum(powers, 1, true));
};
const gelu = (x: tf.Tensor) => tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.div(x, Math.SQRT2))));
const geluByTanh = (x: tf.Tensor) =>
  tf.mul(0.5, tf.mul(x, tf.add(tf.tanh(tf.mul(tf.add(x, tf.mul(tf.mul(tf.square(x), x), 0.044715)), Math.sqrt(2 / Math.PI))), 1)));
const dense = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) => tf.add(tf.matMul(x, w), b);
const denseRows = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) => tf.add(b, tf.reshape(tf.matMul(tf.reshape(x, [6, 4]), w), [2, 3, 5]));

describe('patterns of plain operators become one operator with the same result', () => {
  test.each<[string, Function, number[][], string[]]>([
    ['layer normalization by moments', normalize, [[3, 4, 8]], ['LayerNormalization']],
    ['layer normalization by rsqrt and pow', byHand, [[3, 8]], ['LayerNormalization']],
    ['layer normalization with scale and offset', (x, scale, offset) => tf.add(offset, tf.mul(normalize(x), scale)), [[3, 8], [8], [8]], ['LayerNormalization']],
    ['softmax', softmax, [[3, 4, 5]], ['Softmax']],
    ['softmax without the maximum', (x) => tf.div(tf.exp(x), tf.sum(tf.exp(x), -1, true)), [[3, 4]], ['Softmax']],
    ['GELU', gelu, [[5, 7]], ['Gelu']],
    ['GELU by tanh', geluByTanh, [[5, 7]], ['FastGelu']],
    ['bias', dense, [[3, 4], [4, 5], [5]], ['Gemm']],
    ['bias behind a reshape', denseRows, [[2, 3, 4], [4, 5], [5]], ['Reshape', 'Gemm', 'Reshape']],
  ])('%s', async (_, fn, shapes, ops) => {
    const { before, after, error } = await simplified(fn, shapes);
    expect(after).toEqual(ops);
    expect(after.length).toBeLessThan(before.length);
    expect(error).toBeLessThan(1e-5);
  });
});

describe('other patterns stay, with the same result', () => {
  test.each<[string, Function, number[][], string]>([
    ['an intermediate result that is needed', (x) => tf.add(normalize(x), tf.sub(x, tf.mean(x, -1, true))), [[3, 8]], 'LayerNormalization'],
    ['a mean over another axis', (x) => tf.div(tf.sub(x, tf.mean(x, 0, true)), tf.sqrt(tf.add(tf.mean(tf.square(tf.sub(x, tf.mean(x, 0, true))), 0, true), 1e-5))), [[8, 8]], 'LayerNormalization'],
    ['a sum over another axis', (x) => tf.div(tf.exp(x), tf.sum(tf.exp(x))), [[3, 4]], 'Softmax'],
    ['another factor than 1/2', (x) => tf.mul(tf.mul(x, 0.25), tf.add(1, tf.erf(tf.div(x, Math.SQRT2)))), [[5, 7]], 'Gelu'],
    ['a column added to a matrix product', (x, w, b) => tf.add(tf.matMul(x, w), tf.reshape(b, [3, 1])), [[3, 4], [4, 3], [3]], 'never'],
  ])('%s', async (_, fn, shapes, op) => {
    const { after, error } = await simplified(fn, shapes);
    expect(after).not.toContain(op);
    expect(error).toBeLessThan(1e-5);
  });

  test('portable graphs keep to the operators of the standard', async () => {
    const { after, error } = await simplified(gelu, [[5, 7]], { portable: true });
    expect(after).toContain('Erf');
    expect(error).toBeLessThan(1e-5);
  });
});

describe('constant folding', () => {
  test('what depends on no input is computed ahead of time', async () => {
    const table = tf.tensor2d([1, -2, 3, 4, 5, -6], [2, 3]);
    const fn = (x: tf.Tensor) => tf.mul(x, tf.transpose(tf.where(tf.greater(table, 0), tf.sqrt(tf.abs(table)), tf.div(table, tf.tensor1d([2, 4, 8])))));
    const { before, after, error } = await simplified(fn, [[3, 2]]);
    expect(before.length).toBeGreaterThan(5);
    expect(after).toEqual(['Mul']);
    expect(error).toBeLessThan(1e-6);
  });

  test('integer division by zero and overflow are left to the runtime', () => {
    const fold = (fn: Function) => orderedNodes(simplify([trace(fn, [{ shape: [1] }]).outputs[0].value])).map(({ op }) => op);
    const numbers = tf.tensor1d([0x7fffffff, 1], 'int32');
    expect(fold((x) => tf.mul(x, tf.cast(tf.mul(numbers, tf.tensor1d([2, 3], 'int32')), 'float32')))).toContain('Cast');
  });
});
