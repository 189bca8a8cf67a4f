import * as tf from '@tensorflow/tfjs';
import { compile } from '../compile/compile.js';
import { gelu, layerNormalization, multiHeadAttention, silu } from './index.js';

const draw = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed);
const differs = async (actual: ArrayLike<number>, expected: tf.Tensor, tolerance = 1e-5) => {
  const numbers = await expected.data();
  const scale = Math.max(1, ...numbers.map(Math.abs));
  return Array.from(actual).some((y, i) => !(Math.abs(y - numbers[i]) <= tolerance * scale));
};

/** The operators written out in the plainest TensorFlow.js, with its own gradients, as the reference. */
const plain = {
  layerNormalization: (x: tf.Tensor) => {
    const { mean, variance } = tf.moments(x, -1, true);
    return tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-6)));
  },
  gelu: (x: tf.Tensor) => tf.mul(tf.mul(x, 0.5), tf.add(1, tf.tanh(tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.pow(x, 3))))))),
  silu: (x: tf.Tensor) => tf.mul(x, tf.sigmoid(x)),
};

describe.each([
  ['layerNormalization', layerNormalization],
  ['gelu', gelu],
  ['silu', silu],
] as const)('%s', (name, fused) => {
  const withGradient = (f: (x: tf.Tensor) => tf.Tensor) => (x: tf.Tensor, dy: tf.Tensor) => ({
    value: f(x),
    gradient: tf.grad((x: tf.Tensor) => tf.sum(tf.mul(f(x), dy)))(x),
  });

  test('compiled and eager, value and gradient, equal the plain formula', async () => {
    const [x, dy] = [draw([3, 5, 8], 1), draw([3, 5, 8], 2)];
    const expected = withGradient(plain[name])(x, dy);
    const eager = withGradient(fused)(x, dy);
    const compiled = await compile(withGradient(fused), [{ shape: [3, 5, 8] }, { shape: [3, 5, 8] }]);
    const actual = await compiled(x, dy);
    for (const part of ['value', 'gradient'] as const) {
      expect(await differs(await eager[part].data(), expected[part])).toBe(false);
      expect(await differs(actual[part].data, expected[part])).toBe(false);
    }
    await compiled.dispose();
  });
});

describe('multiHeadAttention', () => {
  const reference = (q: tf.Tensor, k: tf.Tensor, v: tf.Tensor, heads: number, mask?: tf.Tensor) => {
    const size = q.shape[2]! / heads;
    const outputs = Array.from({ length: heads }, (_, h) => {
      const part = (x: tf.Tensor) => tf.slice(x, [0, 0, h * size], [-1, -1, size]);
      const logits = tf.div(tf.matMul(part(q), part(k), false, true), Math.sqrt(size));
      return tf.matMul(tf.softmax(mask ? tf.where(tf.cast(tf.expandDims(mask, 1), 'bool').broadcastTo(logits.shape), logits, tf.onesLike(logits).mul(-1e9)) : logits), part(v));
    });
    return tf.concat(outputs, 2);
  };

  test.each([[false], [true]])('value and gradients equal head-by-head attention; mask %p', async (masked) => {
    const [q, k, v, dy] = [draw([2, 4, 6], 1), draw([2, 5, 6], 2), draw([2, 5, 6], 3), draw([2, 4, 6], 4)];
    const mask = tf.tensor([[1, 1, 0, 1, 0], [0, 1, 1, 1, 1]]);
    const both = (attention: typeof reference) => (q: tf.Tensor, k: tf.Tensor, v: tf.Tensor, mask: tf.Tensor) => ({
      value: attention(q, k, v, 3, masked ? mask : undefined),
      gradients: tf.grads((...[q, k, v]: tf.Tensor[]) => tf.sum(tf.mul(attention(q, k, v, 3, masked ? mask : undefined), dy)))([q, k, v]),
    });
    const expected = both(reference)(q, k, v, mask);
    const eager = both(multiHeadAttention)(q, k, v, mask);
    const compiled = await compile(both(multiHeadAttention), [{ shape: [2, 4, 6] }, { shape: [2, 5, 6] }, { shape: [2, 5, 6] }, { shape: [2, 5] }]);
    const actual = await compiled(q, k, v, mask);
    expect(await differs(await eager.value.data(), expected.value)).toBe(false);
    expect(await differs(actual.value.data, expected.value)).toBe(false);
    for (const i of [0, 1, 2]) {
      expect(await differs(await eager.gradients[i].data(), expected.gradients[i])).toBe(false);
      expect(await differs(actual.gradients[i].data, expected.gradients[i])).toBe(false);
    }
    await compiled.dispose();
  });

  test('heads that do not divide the channels are an error', () => {
    expect(() => multiHeadAttention(tf.zeros([1, 2, 6]), tf.zeros([1, 2, 6]), tf.zeros([1, 2, 6]), 4)).toThrow('4 heads do not divide 6 channels');
  });
});
