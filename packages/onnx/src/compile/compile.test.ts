import * as tf from '@tensorflow/tfjs';
import { compile } from './compile.js';

const values = (data: number[], shape: number[]) => ({ dtype: 'float32' as const, shape, data: Float32Array.from(data) });

describe('compile', () => {
  test('tensors whose numbers TensorFlow.js keeps in another type are converted', async () => {
    const half = await compile((x: tf.Tensor) => tf.mul(x, 0.5), [{ shape: [3] }]);
    const result = await half(tf.cast(tf.greater(tf.tensor1d([1, -1, 2]), 0), 'float32'));
    expect([...result.data]).toEqual([0.5, 0, 0.5]);
    await half.dispose();
  });

  test('a dynamic size is an error that says where it belongs', async () => {
    const signature = [{ shape: ['points', 3] }] as unknown as [{ shape: number[] }];
    await expect(compile((x: tf.Tensor) => tf.neg(x), signature)).rejects.toThrow("input '0' has the dynamic size 'points'; a compiled function has fixed sizes");
  });

  test('a function of nested tensors computes what TensorFlow.js computes, and its gradients', async () => {
    const loss = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) => tf.mean(tf.square(tf.tanh(tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), b))));
    const step = ({ w, b }: { w: tf.Tensor; b: tf.Tensor }, x: tf.Tensor) => {
      const { value, grads } = tf.valueAndGrads((w: tf.Tensor, b: tf.Tensor) => loss(x, w, b) as tf.Scalar)([w, b]);
      return { loss: value, next: { w: tf.sub(w, tf.mul(grads[0], 0.1)), b: tf.sub(b, tf.mul(grads[1], 0.1)) } };
    };
    const w = tf.randomNormal([3, 4], 0, 1, 'float32', 1);
    const b = tf.randomNormal([4], 0, 1, 'float32', 2);
    const x = tf.randomNormal([5, 3], 0, 1, 'float32', 3);
    const expected = step({ w, b }, x);
    const compiled = await compile(step, [{ w: { shape: [3, 4] }, b: { shape: [4] } }, { shape: [5, 3] }]);
    const actual = await compiled({ w, b }, x);
    expect(actual.loss.data[0]).toBeCloseTo((await expected.loss.data())[0], 6);
    for (const [name, tensor] of [['w', expected.next.w], ['b', expected.next.b]] as const) {
      const numbers = await tensor.data();
      actual.next[name].data.forEach((y, i) => expect(Math.abs(y - numbers[i])).toBeLessThan(1e-6));
    }
    const into = { 'next.w': values(new Array(12).fill(0), [3, 4]) };
    const again = await compiled.into(into, { w, b }, x);
    expect(again.next.w).toBe(into['next.w']);
    expect(into['next.w'].data).toEqual(actual.next.w.data);
    await expect(compiled({ w, b }, tf.ones([5, 4]))).rejects.toThrow("input '1' is float32[5,4]; the compiled function takes float32[5,3]");
    await compiled.dispose();
  });
});
