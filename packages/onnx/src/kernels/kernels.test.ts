import * as tf from '@tensorflow/tfjs';
import { compile } from '../compile/compile.js';
import { recordingBackend } from '../backend/register.js';

type Function = (x: tf.Tensor, y: tf.Tensor, ids: tf.Tensor) => tf.Tensor;

// x and y are [2, 3, 4], ids int32 [2, 3] with numbers in 0 … 2.
const differentiable: Record<string, Function> = {
  'arithmetic that broadcasts': (x, y) => tf.div(tf.sub(tf.mul(x, tf.slice(y, [0, 0, 0], [1, 3, 1])), y), tf.add(tf.square(x), 1)),
  'mod, maximum, minimum': (x, y) => tf.add(tf.mod(x, tf.add(tf.abs(y), 0.5)), tf.sub(tf.maximum(x, y), tf.minimum(x, 0.3))),
  powers: (x, y) => tf.pow(tf.add(tf.abs(x), 0.1), y),
  'functions of one number': (x) => tf.addN([tf.exp(x), tf.log1p(tf.abs(x)), tf.expm1(x), tf.sin(x), tf.cos(x), tf.tanh(x), tf.erf(x), tf.rsqrt(tf.add(1, tf.square(x)))]),
  'inverse functions': (x) => tf.addN([tf.atan(x), tf.asinh(x), tf.atan2(x, tf.add(tf.square(x), 1)), tf.acosh(tf.add(tf.square(x), 1.5)), tf.atanh(tf.mul(tf.tanh(x), 0.9))]),
  activations: (x, y) => tf.addN([tf.relu(x), tf.elu(x), tf.selu(x), tf.softplus(x), tf.sigmoid(x), tf.leakyRelu(x, 0.2), tf.logSigmoid(x), tf.clipByValue(y, -0.5, 0.5)]),
  reductions: (x) => tf.addN([tf.sum(x, [0, 2]), tf.mean(x, [0, 2]), tf.max(x, [0, 2]), tf.prod(x, [0, 2]), tf.logSumExp(x, [0, 2]), tf.moments(x, [0, 2]).variance]),
  softmax: (x, y) => tf.add(tf.softmax(x), tf.logSoftmax(y)),
  'cumulative sums': (x, y) => tf.add(tf.cumsum(x, 2, true, true), tf.cumsum(y, 2)),
  'batched products': (x, y) => tf.matMul(tf.matMul(x, y, false, true), tf.matMul(x, tf.matMul(x, y, true, false)), true, false),
  'two-dimensional products': (x, y) => tf.matMul(tf.reshape(x, [6, 4]), tf.reshape(y, [6, 4]), true, false),
  'fused dense layer': (x, y) => tf.fused.matMul({ a: tf.reshape(x, [6, 4]) as tf.Tensor2D, b: tf.reshape(y, [4, 6]) as tf.Tensor2D, bias: tf.ones([6]), activation: 'relu' }),
  'gather of rows': (x, _, ids) => tf.gather(x, tf.reshape(ids, [6]) as tf.Tensor1D, 1),
  'cut, join and turn': (x, y) => tf.concat([tf.transpose(tf.pad(x, [[0, 0], [1, 2], [0, 1]]), [1, 0, 2]), tf.reverse(tf.tile(tf.slice(tf.transpose(y, [1, 0, 2]), [0, 0, 1], [3, 2, 1]), [2, 1, 5]), 0)], 0),
  'stack and split': (x, y) => tf.stack([...tf.unstack(x, 1), ...tf.split(y, [1, 2], 1).map((part) => tf.sum(part, 1))], 1),
  'segment sums': (x, _, ids) => tf.unsortedSegmentSum(tf.reshape(x, [6, 4]), tf.reshape(ids, [6]) as tf.Tensor1D, 3),
  'space and batch': (x) => tf.batchToSpaceND(tf.spaceToBatchND(tf.reshape(x, [2, 6, 2]), [3], [[0, 0]]), [3], [[1, 0]]),
  'mirrored edges': (x, y) => tf.add(tf.mirrorPad(x, [[0, 0], [1, 1], [2, 0]], 'reflect'), tf.mirrorPad(y, [[0, 0], [1, 1], [2, 0]], 'symmetric')),
};

const others: Record<string, Function> = {
  'cumulative products': (x, y) => tf.add(tf.cumprod(x, 1), tf.cumprod(y, 1, true, true)),
  'where and comparisons': (x, y) => tf.where(tf.logicalOr(tf.greater(x, y), tf.less(y, -1)), x, tf.neg(y)),
  'cumulative sums along other axes': (x, y) => tf.add(tf.cumsum(x, 1, true, true), tf.cumsum(y, 0)),
  'batched gather': (x, _, ids) => tf.gather(x, ids as tf.Tensor2D, 1, 1),
  'floor, ceil, round, sign, step': (x, y) => [tf.floor(x), tf.ceil(y), tf.round(tf.mul(x, 3)), tf.sign(y), tf.step(x, 0.1), tf.floorDiv(tf.cast(tf.mul(x, 9), 'int32'), tf.scalar(2, 'int32'))].reduce((a, b) => tf.add(a, b)),
  'where each number is largest': (x, y) => tf.add(tf.argMax(x, 2), tf.argMin(y, 2)),
  'all and any': (x) => tf.logicalXor(tf.all(tf.greater(x, -2), 2), tf.any(tf.greater(x, 1), 2)),
  'one-hot rows': (_, __, ids) => tf.oneHot(tf.cast(ids, 'int32'), 3, 5, -1),
  'gatherND': (x, _, ids) => tf.gatherND(x, tf.minimum(tf.reshape(ids, [3, 2]), tf.scalar(1, 'int32'))),
  'scatterND adds up': (x, _, ids) => tf.scatterND(tf.reshape(ids, [6, 1]), tf.reshape(x, [6, 4]), [3, 4]),
  'tensor scatter update': (x, _, ids) => tf.tensorScatterUpdate(tf.ones([3, 4]), tf.slice(tf.reshape(ids, [6, 1]), 0, 1), tf.slice(tf.reshape(x, [6, 4]), 0, 1)),
  'strided slice': (x) => tf.stridedSlice(x, [-1, 0, 3], [0, 3, 0], [-1, 2, -1], 0b100, 0b101),
  'largest k': (x) => { const { values, indices } = tf.topk(x, 2); return tf.add(values, indices); },
  'search in sorted rows': (x, y) => tf.searchSorted(tf.cumsum(tf.abs(tf.reshape(x, [6, 4])), 1), tf.abs(tf.reshape(y, [6, 4])), 'right'),
  bincount: (x, _, ids) => tf.bincount(tf.reshape(ids, [6]) as tf.Tensor1D, tf.slice(tf.reshape(x, [24]), 0, 6) as tf.Tensor1D, 3),
  einsum: (x, y) => tf.einsum('bij,bkj->bik', x, y),
  'bits of integers': (x, _, ids) => tf.bitwiseAnd(tf.cast(tf.mul(tf.sum(x, 2), 1e8), 'int32'), tf.cast(tf.sub(tf.mul(ids, 12345), 9999), 'int32')),
  'a diagonal': (x) => tf.diag(tf.sum(x, 0)),
  'channels to space': (x) => tf.depthToSpace(tf.reshape(x, [1, 2, 3, 4]) as tf.Tensor4D, 2),
  'products of integers': (_, __, ids) => tf.matMul(ids, ids, true, false),
  'integer arithmetic': (_, __, ids) => tf.add(tf.mod(tf.sub(ids, 5), 3), tf.floorDiv(tf.sub(ids, 5), 2)),
};

const tensors = () => [tf.randomNormal([2, 3, 4], 0, 1, 'float32', 1), tf.randomNormal([2, 3, 4], 0, 1, 'float32', 2), tf.tensor2d([0, 2, 1, 1, 0, 2], [2, 3], 'int32')] as const;
const signature = [{ shape: [2, 3, 4] }, { shape: [2, 3, 4] }, { shape: [2, 3], dtype: 'int32' }] as const;

/** Runs a function compiled and in TensorFlow.js, and compares. */
async function compare(fn: (x: tf.Tensor, y: tf.Tensor, ids: tf.Tensor) => tf.Tensor[]): Promise<void> {
  const given = tensors();
  const expected = fn(...given);
  const compiled = await compile(fn, [...signature]);
  const actual = await compiled(...given);
  await compiled.dispose();
  for (const [i, { shape, dtype, data }] of actual.entries()) {
    expect([shape, dtype]).toEqual([expected[i].shape, expected[i].dtype]);
    const numbers = await expected[i].data();
    const scale = Math.max(1, ...numbers.map(Math.abs));
    expect(Math.max(...Array.from(data, (number, k) => Math.abs(number - numbers[k])))).toBeLessThan(2e-5 * scale);
  }
}

test.each(Object.entries(differentiable))('compiled, the value and gradients equal those of TensorFlow.js: %s', async (_, fn) => {
  await compare((x, y, ids) => [fn(x, y, ids), ...tf.grads((x: tf.Tensor, y: tf.Tensor) => tf.sum(tf.sin(tf.add(fn(x, y, ids), tf.mul(0, tf.sum(y))))))([x, y])]);
});

test.each(Object.entries(others))('compiled, the value equals that of TensorFlow.js: %s', async (_, fn) => {
  await compare((x, y, ids) => [fn(x, y, ids)]);
});

describe('what cannot be in a compiled function is an error with a way out', () => {
  test.each<[string, Function, string]>([
    ['a result whose size depends on numbers', (x) => tf.unique(tf.reshape(x, [24])).values, 'Unique has a result whose size depends on numbers'],
    ['draws that would repeat', (x) => tf.multinomial(tf.reshape(x, [6, 4]) as tf.Tensor2D, 3, 1), 'Multinomial in a compiled function would draw the same numbers'],
    ['an operator without a mapping', (x) => tf.image.flipLeftRight(tf.reshape(x, [1, 2, 3, 4]) as tf.Tensor4D), "Kernel 'FlipLeftRight' not registered for backend 'onnx'"],
    ['shapes that do not broadcast', (x) => tf.add(x, tf.ones([5])), 'shapes [2,3,4] and [5] do not broadcast'],
    ['matrices that do not fit', (x) => tf.matMul(x, x), 'matMul'],
  ])('%s', async (_, fn, message) => {
    await expect(compile((x: tf.Tensor, y: tf.Tensor, ids: tf.Tensor) => fn(x, y, ids), [...signature])).rejects.toThrow(message);
  });

  test('numbers that were not computed are not read', async () => {
    const before = tf.getBackend();
    recordingBackend();
    await tf.setBackend('onnx');
    const sum = tf.add(tf.tensor1d([1, 2]), tf.tensor1d([3, 5]));
    expect(() => sum.dataSync()).toThrow("dataSync() of the result of Add, which has not been computed: the onnx backend computes on 'await tensor.data()'");
    expect(Array.from(await sum.data())).toEqual([4, 7]);
    expect(Array.from(sum.dataSync())).toEqual([4, 7]);
    await tf.setBackend(before);
  });
});
