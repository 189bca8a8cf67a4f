import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { gelu, layerNormalization, multiHeadAttention, silu } from '../fused/index.js';
import { createSession } from '../runtime/session.js';
import { toOnnx, type OnnxOptions } from './toOnnx.js';
import type { DynamicSpec } from './tree.js';

type Function = (...inputs: tf.Tensor[]) => tf.Tensor;

const python = (() => {
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import onnx'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Runs ONNX's reference checker, if Python has it. */
function check(bytes: Uint8Array): void {
  if (!python) return;
  const file = join(mkdtempSync(join(tmpdir(), 'onnx-')), 'model.onnx');
  writeFileSync(file, bytes);
  execFileSync('/usr/bin/python3', ['-c', 'import onnx, sys; onnx.checker.check_model(onnx.load(sys.argv[1]), full_check=True)', file]);
}

/** Runs the model at the given sizes, and returns the largest difference from TensorFlow.js, relative to the largest number. */
async function difference(bytes: Uint8Array, fn: Function, specs: DynamicSpec[], sizes: Record<string, number>): Promise<number> {
  const tensors = specs.map(({ shape, dtype }, i) => {
    const concrete = shape.map((size) => (typeof size === 'string' ? sizes[size] : size));
    return dtype === 'int32' ? tf.randomUniform(concrete, 0, 3, 'int32', i + 1) : tf.randomNormal(concrete, 0, 1, 'float32', i + 1);
  });
  const session = await createSession(bytes);
  const feeds = Object.fromEntries(await Promise.all(tensors.map(async (tensor, i) =>
    [String(i), { dtype: tensor.dtype as 'float32', shape: tensor.shape, data: (await tensor.data()) as Float32Array }] as const)));
  const y = (await session.run(feeds))['output.value'];
  await session.dispose();
  const expected = fn(...tensors);
  expect(y.shape).toEqual(expected.shape);
  const numbers = await expected.data();
  return Math.max(...Array.from(y.data, (number, i) => Math.abs(number - numbers[i]))) / Math.max(1e-6, ...numbers.map(Math.abs));
}

const n3: DynamicSpec[] = [{ shape: ['points', 3] }];
const cases: [string, Function, DynamicSpec[]][] = [
  ['a mean over a dynamic axis', (x) => tf.mean(x, 0), n3],
  ['a sum divided by the size in the function', (x) => tf.div(tf.sum(x, 0), x.shape[0]), n3],
  ['the gradient of a mean', tf.grad((x: tf.Tensor) => tf.mean(tf.square(x))), n3],
  ['slices from the end', (x) => tf.slice(x, [x.shape[0] - 2, 0], [2, 3]), n3],
  ['a reshape to a multiple', (x) => tf.reshape(x, [x.shape[0] * 3]), n3],
  ['two halves', (x) => tf.add(...(tf.split(x, 2) as [tf.Tensor, tf.Tensor])), n3],
  ['ones of a dynamic size', (x) => tf.concat([x, tf.ones([x.shape[0], 1])], 1), n3],
  ['positions', (x) => tf.mul(x, tf.reshape(tf.range(0, x.shape[0], 1, 'float32'), [x.shape[0], 1])), n3],
  ['a grid of coordinates', (x) => tf.mul(x, tf.reshape(tf.linspace(-1, 1, x.shape[0]), [x.shape[0], 1])), n3],
  ['two dynamic axes end to end', (a, b) => tf.reshape(tf.concat([a, b], 0), [-1]), [{ shape: ['first', 3] }, { shape: ['second', 3] }]],
  ['batched gather', (x, ids) => tf.gather(x, ids as tf.Tensor1D, 1, 1), [{ shape: ['batch', 'points', 2] }, { shape: ['batch', 5], dtype: 'int32' }]],
  ['a dense layer of a batch', (x, w, b) => tf.relu(tf.add(tf.reshape(tf.matMul(tf.reshape(x, [-1, 3]), w), [...x.shape.slice(0, 2), 4]), b)),
    [{ shape: ['batch', 'points', 3] }, { shape: [3, 4] }, { shape: [4] }]],
  ['cross-attention of a normalized query', (q, kv) => gelu(silu(multiHeadAttention(layerNormalization(q), kv, kv, 2))),
    [{ shape: ['batch', 'queries', 8] }, { shape: ['batch', 'context', 8] }]],
  ['attention weights with the transpose in the product', (q, k) => tf.softmax(tf.matMul(q, k, false, true)),
    [{ shape: ['batch', 'queries', 8] }, { shape: ['batch', 'context', 8] }]],
  ['one-hot rows', (ids) => tf.sum(tf.oneHot(tf.cast(ids, 'int32'), 4), 1), [{ shape: ['batch', 'points'], dtype: 'int32' }]],
];

describe('dynamic sizes', () => {
  test.each(cases)('%s', async (_, fn, specs) => {
    for (const options of [{}, { portable: true }] satisfies OnnxOptions[]) {
      const bytes = toOnnx(fn, specs, options);
      if (options.portable) check(bytes);
      for (const sizes of [4, 6, 10]) {
        const chosen = { points: sizes, first: sizes, second: sizes + 3, batch: sizes - 3, queries: sizes + 5, context: sizes + 1 };
        expect(await difference(bytes, fn, specs, chosen)).toBeLessThan(1e-4);
      }
    }
  });

  test('inputs and outputs have the names of their sizes', async () => {
    const bytes = toOnnx((x: tf.Tensor) => ({ twice: tf.concat([x, x], 0), same: tf.neg(x) }), [{ shape: ['points', 3] }]);
    const { InferenceSession } = await import('onnxruntime-node');
    const session = await InferenceSession.create(bytes);
    expect(session.inputMetadata.map((meta) => meta.isTensor && meta.shape)).toEqual([['points', 3]]);
    expect(session.outputMetadata.map((meta) => meta.isTensor && meta.shape)).toEqual([['2*points', 3], ['points', 3]]);
    await session.release();
  });

  test('what cannot be expressed is an error that names the operator', () => {
    expect(() => toOnnx((x: tf.Tensor) => tf.mul(x, Math.sqrt(x.shape[0])), [{ shape: ['points', 3] }])).toThrow(/Mul\(.*depends on the size of 'points'/);
    const pairs = (x: tf.Tensor) => tf.reshape(tf.matMul(x, x, false, true), [x.shape[0] * x.shape[0]]);
    expect(() => toOnnx(pairs, [{ shape: ['points', 3] }])).toThrow(/Reshape\(.*depends on the size of 'points'/);
    const loop = (x: tf.Tensor) => tf.unstack(x).reduce((sum, row) => tf.add(sum, tf.tanh(row)));
    expect(() => toOnnx(loop, [{ shape: ['points', 3] }])).toThrow(/'points'|points =/);
    expect(() => toOnnx((x: tf.Tensor) => (x.shape[0] > 600 ? tf.neg(x) : tf.abs(x)), [{ shape: ['points', 3] }])).toThrow(/something else at another size of 'points': Abs/);
  });
});

describe('names', () => {
  const norm = ({ x }: { x: tf.Tensor }) => ({ length: tf.norm(x) });

  test('inputs and outputs are named by their paths, or as requested', async () => {
    for (const [options, input, output] of [[{}, '0.x', 'output.length'],
      [{ inputNames: { '0.x': 'vector' }, outputNames: { 'output.length': 'length' } }, 'vector', 'length']] as const) {
      const session = await createSession(toOnnx(norm, [{ x: { shape: [2] } }], options));
      const results = await session.run({ [input]: { dtype: 'float32', shape: [2], data: Float32Array.of(3, 4) } });
      expect(results[output].data[0]).toBeCloseTo(5, 6);
      await session.dispose();
    }
  });

  test('a name for a tensor that does not exist, or one that is taken, is an error', () => {
    expect(() => toOnnx(norm, [{ x: { shape: [2] } }], { inputNames: { '0.y': 'y' } })).toThrow("no input '0.y' to name; expected one of 0.x");
    expect(() => toOnnx(norm, [{ x: { shape: [2] } }], { inputNames: { '0.x': 'y' }, outputNames: { 'output.length': 'y' } })).toThrow("named 'y'");
  });
});
