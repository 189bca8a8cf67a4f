import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-cpu';
import { DeviceError } from '../runtime/device.js';
import { compile } from './compile.js';

const step = ({ w, b }: { w: tf.Tensor; b: tf.Tensor }, x: tf.Tensor, at: tf.Tensor) => {
  const loss = (w: tf.Tensor, b: tf.Tensor) => tf.sum(tf.square(tf.add(tf.matMul(tf.gather(w, at as tf.Tensor1D) as tf.Tensor2D, x as tf.Tensor2D), b))) as tf.Scalar;
  const { value, grads } = tf.valueAndGrads((...[w, b]: tf.Tensor[]) => loss(w, b))([w, b]);
  return { loss: value, state: { w: tf.sub(w, tf.mul(grads[0], 0.01)), b: tf.sub(b, tf.mul(grads[1], 0.01)) } };
};
const signature = [{ w: { shape: [5, 3] }, b: { shape: [4] } }, { shape: [3, 4] }, { shape: [6], dtype: 'int32' as const }] as const;
const floats = (shape: number[], seed: number) => ({ dtype: 'float32' as const, shape, data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => Math.sin(seed * (i + 1))) });
const inputs = [{ w: floats([5, 3], 1), b: floats([4], 2) }, floats([3, 4], 3), { dtype: 'int32' as const, shape: [6], data: Int32Array.of(0, 4, 4, 2, 1, 4) }] as const;

test.each(['cpu', 'wasm'])('a step on the %s backend of TensorFlow.js equals the compiled one, leaks no tensor and restores the backend', async (backend) => {
  const compiled = await compile(step, signature as never, { threads: 1 });
  const expected = await compiled(...(inputs as never as Parameters<typeof compiled>));
  await compiled.dispose();
  await tf.setBackend('cpu');
  const eager = await compile(step, signature as never, { device: `tfjs:${backend}` });
  const into = { 'state.w': floats([5, 3], 0) };
  await eager.into(into, ...(inputs as never as Parameters<typeof eager>));
  const before = tf.memory().numTensors;
  const { loss, state } = await eager.into(into, ...(inputs as never as Parameters<typeof eager>));
  expect(tf.memory().numTensors).toBe(before);
  expect(tf.getBackend()).toBe('cpu');
  expect(state.w).toBe(into['state.w']);
  expect(loss.data[0]).toBeCloseTo(expected.loss.data[0], 4);
  for (const name of ['w', 'b'] as const) state[name].data.forEach((x, i) => expect(x).toBeCloseTo(expected.state[name].data[i], 5));
  await eager.dispose();
  await expect(eager(...(inputs as never as Parameters<typeof eager>))).rejects.toThrow('disposed of');
});

test('inputs are checked like those of a compiled function', async () => {
  const eager = await compile((x: tf.Tensor) => tf.neg(x), [{ shape: [2] }], { device: 'tfjs:cpu' });
  await expect(eager(floats([3], 1))).rejects.toThrow("input '0' is float32[3]; the compiled function takes float32[2]");
  await eager.dispose();
});

test('a missing backend is refused, and the error says what to install', async () => {
  for (const [device, reason] of [['tfjs:tensorflow', '@tensorflow/tfjs-node-gpu is not installed; @tensorflow/tfjs-node is not installed'], ['tfjs:none', 'no package registers it; known are cpu, wasm, webgl, webgpu, tensorflow']] as const) {
    await expect(compile((x: tf.Tensor) => tf.neg(x), [{ shape: [2] }], { device })).rejects.toThrow(`device '${device}' is not available: ${reason}`);
    await expect(compile((x: tf.Tensor) => tf.neg(x), [{ shape: [2] }], { device })).rejects.toBeInstanceOf(DeviceError);
  }
});
