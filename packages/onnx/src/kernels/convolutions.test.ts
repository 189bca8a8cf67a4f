import * as tf from '@tensorflow/tfjs';
import { compile } from '../compile/compile.js';
import { toOnnx } from '../compile/toOnnx.js';

type Function = (x: tf.Tensor4D) => tf.Tensor;

const draw = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed);
const [filter, wide, depthwise] = [draw([3, 2, 4, 5], 2), draw([3, 3, 4, 6], 3), draw([3, 3, 4, 2], 4)] as tf.Tensor4D[];
const bias = draw([5], 6) as tf.Tensor1D;
const [mean, variance, offset, scale] = [draw([4], 7), tf.square(draw([4], 8)), draw([4], 9), draw([4], 10)] as tf.Tensor1D[];

// x is [2, 9, 8, 4].
const functions: Record<string, Function> = {
  'a convolution, valid': (x) => tf.conv2d(x, filter, 1, 'valid'),
  'a strided convolution, same: padding is uneven': (x) => tf.conv2d(x, wide, 2, 'same'),
  'a convolution with two different strides and explicit padding': (x) => tf.conv2d(x, wide, [1, 2], [[0, 0], [2, 1], [0, 1], [0, 0]]),
  'a dilated convolution': (x) => tf.conv2d(x, filter, 1, 'same', 'NHWC', 2),
  'a depthwise convolution': (x) => tf.depthwiseConv2d(x, depthwise, 1, 'same'),
  'a strided depthwise convolution': (x) => tf.depthwiseConv2d(x, depthwise, 2, 'valid'),
  'a fused convolution': (x) => tf.fused.conv2d({ x, filter, strides: 1, pad: 'valid', bias, activation: 'relu' }),
  'a fused depthwise convolution': (x) => tf.fused.depthwiseConv2d({ x, filter: depthwise, strides: 1, pad: 'same', activation: 'relu6' }),
  'average pooling: padding does not count': (x) => tf.avgPool(x, 3, 2, 'same'),
  'the average of everything': (x) => tf.avgPool(x, [9, 8], 1, 'valid'),
  'max pooling': (x) => tf.maxPool(x, [3, 2], 2, 'same'),
  'convolution, normalization by stored moments, activation': (x) => tf.relu(tf.conv2d(tf.batchNorm(x, mean, variance, offset, scale, 1e-3) as tf.Tensor4D, filter, 1, 'valid')),
};

test.each(Object.entries(functions))('compiled, the value equals that of TensorFlow.js: %s', async (_, fn) => {
  const x = draw([2, 9, 8, 4], 1) as tf.Tensor4D;
  const expected = fn(x);
  const compiled = await compile(fn, [{ shape: [2, 9, 8, 4] }], { threads: 1 });
  const { shape, data } = await compiled(x);
  await compiled.dispose();
  expect(shape).toEqual(expected.shape);
  const numbers = await expected.data();
  expect(Math.max(...Array.from(data, (number, i) => Math.abs(number - numbers[i])))).toBeLessThan(2e-5 * Math.max(...numbers.map(Math.abs)));
});

test('channels first: the same numbers, transposed', async () => {
  const x = draw([2, 9, 8, 4], 1) as tf.Tensor4D;
  const expected = tf.transpose(tf.conv2d(x, filter, 1, 'valid'), [0, 3, 1, 2]);
  const compiled = await compile((given: tf.Tensor4D) => tf.conv2d(given, filter, 1, 'valid', 'NCHW'), [{ shape: [2, 4, 9, 8] }], { threads: 1 });
  const { shape, data } = await compiled(tf.transpose(x, [0, 3, 1, 2]));
  await compiled.dispose();
  expect(shape).toEqual(expected.shape);
  const numbers = await expected.data();
  data.forEach((number, i) => expect(number).toBeCloseTo(numbers[i], 4));
});

test('gradients of convolutions are refused by name', async () => {
  const gradient = (x: tf.Tensor4D) => tf.grad((given: tf.Tensor) => tf.sum(tf.conv2d(given as tf.Tensor4D, filter, 1, 'valid')))(x);
  await expect(compile(gradient, [{ shape: [2, 9, 8, 4] }])).rejects.toThrow("Kernel 'Conv2DBackpropInput' not registered for backend 'onnx'");
});

test('normalization by stored moments is one product and one sum; by moments that are inputs, the plain formula', () => {
  const operators = (model: Uint8Array) => (Buffer.from(model).toString('latin1').match(/\b(Mul|Add|Sub|Div|Sqrt)_\d+/g) ?? []).map((name) => name.split('_')[0]);
  const stored = new Set(operators(toOnnx((x: tf.Tensor) => tf.batchNorm(x, mean, variance, offset, scale), [{ shape: [2, 3, 5, 4] }])));
  expect([...stored].sort()).toEqual(['Add', 'Mul']);
  const given = new Set(operators(toOnnx((x: tf.Tensor, m: tf.Tensor1D) => tf.batchNorm(x, m, variance, offset, scale), [{ shape: [2, 3, 5, 4] }, { shape: [4] }])));
  expect(given.has('Sub')).toBe(true);
});
