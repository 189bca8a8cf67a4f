import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs';
import type { HostTensor } from '../runtime/session.js';
import { jit } from './jit.js';

interface Layers<T = tf.Tensor> {
  hidden: { weights: T; bias: T };
  output: { weights: T; bias: T };
}

const predict = ({ hidden, output }: Layers, x: tf.Tensor) =>
  tf.add(tf.matMul(tf.tanh(tf.add(tf.matMul(x, hidden.weights), hidden.bias)), output.weights), output.bias);

/** One step of gradient descent on the mean squared error. */
function step(layers: Layers, x: tf.Tensor, y: tf.Tensor): { loss: tf.Tensor; layers: Layers } {
  const flat = [layers.hidden.weights, layers.hidden.bias, layers.output.weights, layers.output.bias];
  const nested = ([a, b, c, d]: tf.Tensor[]): Layers => ({ hidden: { weights: a, bias: b }, output: { weights: c, bias: d } });
  const { value, grads } = tf.valueAndGrads((...flat: tf.Tensor[]) => tf.mean(tf.square(tf.sub(predict(nested(flat), x), y))) as tf.Scalar)(flat);
  return { loss: value, layers: nested(flat.map((weights, i) => tf.sub(weights, tf.mul(grads[i], 0.3)))) };
}

const initial = (): Layers => ({
  hidden: { weights: tf.randomNormal([2, 8], 0, 1, 'float32', 1), bias: tf.zeros([8]) },
  output: { weights: tf.randomNormal([8, 1], 0, 0.5, 'float32', 2), bias: tf.zeros([1]) },
});
const xor = () => ({ x: tf.tensor2d([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]), y: tf.tensor2d([0, 1, 1, 0], [4, 1]) });

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

describe('jit', () => {
  test('a perceptron learns exclusive or, step for step as in TensorFlow.js', async () => {
    const { x, y } = xor();
    const compiled = jit(step);
    let state: Layers | Layers<HostTensor> = initial();
    let eager = initial();
    let loss = NaN;
    for (let i = 0; i < 500; i++) {
      const result = await compiled(state as Layers, x, y);
      state = result.layers as unknown as Layers<HostTensor>;
      [loss] = result.loss.data;
      if (i >= 20) continue;
      const expected = step(eager, x, y);
      eager = expected.layers;
      expect(Math.abs(loss - (await expected.loss.data())[0])).toBeLessThan(1e-5);
    }
    expect(loss).toBeLessThan(0.01);
    expect(compiled.signatures).toBe(1);
    await compiled.dispose();
  });

  test('each signature is compiled once, even by concurrent calls', async () => {
    let traced = 0;
    const double = jit((x: tf.Tensor) => {
      traced++;
      return tf.add(x, x);
    });
    const results = await Promise.all([[2], [2], [3], [2]].map((shape) => double(tf.ones(shape))));
    expect(results.map(({ shape }) => shape)).toEqual([[2], [2], [3], [2]]);
    await double(tf.ones([2], 'int32'));
    expect([traced, double.signatures]).toEqual([3, 3]);
    await double.dispose();
    await double.dispose();
    expect(double.signatures).toBe(0);
    await expect(double(tf.ones([2]))).rejects.toThrow('disposed');
  });

  test('a function that cannot be compiled says why, and is tried again', async () => {
    let fails = true;
    const sometimes = jit((x: tf.Tensor) => (fails ? tf.image.flipLeftRight(tf.reshape(x, [1, 4, 1, 1]) as tf.Tensor4D) : x));
    await expect(sometimes(tf.ones([4, 1]))).rejects.toThrow("Kernel 'FlipLeftRight' not registered for backend 'onnx'");
    fails = false;
    expect((await sometimes(tf.ones([4, 1]))).shape).toEqual([4, 1]);
    const reads = jit((x: tf.Tensor) => tf.mul(x, tf.sum(x).dataSync()[0]));
    await expect(reads(tf.ones([4]))).rejects.toThrow('dataSync() of the result of ReduceSum');
    await sometimes.dispose();
  });

  test('memory stays flat over a thousand runs', async () => {
    const big = jit((x: tf.Tensor) => ({ next: tf.tanh(x), mean: tf.mean(x) }));
    let x: HostTensor = { dtype: 'float32', shape: [256, 128], data: new Float32Array(256 * 128).fill(0.5) };
    const runs = async (count: number) => {
      for (let i = 0; i < count; i++) x = (await big(x as unknown as tf.Tensor)).next;
      collectGarbage();
      return { tensors: tf.memory().numTensors, megabytes: process.memoryUsage().rss / 2 ** 20 };
    };
    const before = await runs(200);
    const after = await runs(1000);
    expect(after.tensors).toBe(before.tensors);
    // A leak of the results would be 125 MB.
    expect(after.megabytes - before.megabytes).toBeLessThan(40);
    await big.dispose();
  });
});
