import * as tf from '@tensorflow/tfjs';
import { compile } from '../../compile/compile.js';
import { trace } from '../../compile/trace.js';
import { layerNormalization } from '../../fused/index.js';
import { orderedNodes } from '../order.js';
import { simplify } from '../simplify.js';

type Function = (...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[];

const weights = (rows: number, columns: number, seed: number) => tf.randomNormal([rows, columns], 0, 1, 'float32', seed) as tf.Tensor2D;
const [one, two, three, wide] = [weights(8, 4, 1), weights(8, 8, 2), weights(8, 2, 3), weights(8, 24, 4)].map((tensor) => ({ shape: tensor.shape as [number, number], data: tensor.dataSync() }));
const matrix = ({ shape, data }: typeof one) => tf.tensor2d(data, shape);
const bias = Float32Array.of(1, -2, 3, -4);
const layer = (x: tf.Tensor, of: typeof one) => tf.matMul(tf.reshape(x, [-1, 8]) as tf.Tensor2D, matrix(of));
const ops = (fn: Function, shapes: number[][]) => orderedNodes(simplify(trace(fn, shapes.map((shape) => ({ shape }))).outputs.map(({ value }) => value))).map(({ op }) => op);

/** The largest difference between the compiled function and TensorFlow.js, relative to the largest number. */
async function error(fn: Function, shapes: number[][]): Promise<number> {
  const inputs = shapes.map((shape, i) => tf.randomNormal(shape, 0.5, 2, 'float32', 10 + i));
  const list = (...given: tf.Tensor[]) => [fn(...given)].flat();
  const compiled = await compile(list, shapes.map((shape) => ({ shape })), { threads: 1 });
  const found = (await compiled(...inputs)).flatMap(({ data }) => [...data]);
  await compiled.dispose();
  const expected = list(...inputs).flatMap((tensor) => [...tensor.dataSync()]);
  return Math.max(...expected.map((x, i) => Math.abs(x - found[i]))) / Math.max(...expected.map(Math.abs));
}

/** Modulations of one sample, as of a transformer's block: LN(x)·(1 + scale) + shift, gated. */
const modulated: Function = (x, vector) => {
  const [shift, scale, gate] = tf.split(layer(vector, wide), 3, 1).map((each) => tf.reshape(each, [1, 1, 8]));
  const y = tf.reshape(layer(tf.add(tf.mul(layerNormalization(x), tf.add(scale, 1)), shift), two), [1, 5, 8]);
  return tf.add(x, tf.mul(gate, y));
};

test.each<[string, Function, number[][], string[]]>([
  ['layers of one input become one product', (x) => [layer(x, one), layer(x, two), layer(x, three)], [[5, 8]], ['Gemm', 'Split']],
  ['as do layers with biases, but not those without', (x) => [tf.add(layer(x, one), tf.tensor1d(bias)), layer(x, two), tf.add(layer(x, three), tf.tensor1d(bias.slice(2)))], [[5, 8]], ['Gemm', 'Split', 'Gemm']],
  ['and what divides a layer divides the product instead', (x) => [...tf.split(layer(x, two), 2, 1), layer(x, one)], [[5, 8]], ['Gemm', 'Split']],
  ['a layer alone, and one of another input, stay', (x, y) => [layer(x, one), layer(y, two)], [[5, 8], [5, 8]], ['Gemm', 'Gemm']],
  ['layers whose weights are inputs stay', (x, w, v) => [tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), tf.matMul(x as tf.Tensor2D, v as tf.Tensor2D)], [[5, 8], [8, 4], [8, 4]], ['Gemm', 'Gemm']],
  ['one sample is modulated inside of the normalization, without reshapes around its gate', modulated, [[1, 5, 8], [1, 8]],
    ['Gemm', 'Split', 'Reshape', 'Add', 'Reshape', 'LayerNormalization', 'Reshape', 'Gemm', 'Mul', 'Add']],
  ['two samples are modulated by rows', (x, s) => tf.mul(layerNormalization(x), s), [[2, 5, 8], [2, 1, 8]], ['LayerNormalization', 'Mul']],
  ['reshapes around an activation vanish', (x) => tf.reshape(tf.tanh(tf.reshape(x, [2, 20])), [5, 8]), [[5, 8]], ['Tanh']],
  ['ones before the sizes of both operands are put behind', (x, y) => tf.add(tf.reshape(x, [1, 5, 8]), tf.reshape(y, [1, 5, 8])), [[5, 8], [5, 8]], ['Add', 'Reshape']],
  ['a reshape that does more than put ones before stays', (x, y) => tf.add(tf.reshape(x, [5, 1, 8]), y), [[5, 8], [5, 5, 8]], ['Reshape', 'Add']],
])('%s', async (_, fn, shapes, expected) => {
  expect(ops(fn, shapes).sort()).toEqual([...expected].sort());
  expect(await error(fn, shapes)).toBeLessThan(2e-6);
});
