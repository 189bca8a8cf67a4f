// One training step of a perceptron (forward, backward, gradient descent), by TensorFlow.js's cpu backend and compiled:
//   npx nx build onnx && node packages/onnx/bench/perceptron.mjs
import * as tf from '@tensorflow/tfjs';
import { jit } from '@inrflow/onnx';

const SIZES = [64, 256, 256, 64];
const BATCH = 256;

function step(weights, x, y) {
  const loss = (...weights) => {
    const prediction = weights.reduce((h, w, i) => (i + 1 < weights.length ? tf.tanh(tf.matMul(h, w)) : tf.matMul(h, w)), x);
    return tf.mean(tf.square(tf.sub(prediction, y)));
  };
  const { value, grads } = tf.valueAndGrads(loss)(weights);
  return { loss: value, weights: weights.map((w, i) => tf.sub(w, tf.mul(grads[i], 0.1))) };
}

/** Median seconds of a call. */
async function median(count, call) {
  const seconds = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await call();
    seconds.push((performance.now() - start) / 1000);
  }
  return seconds.sort((a, b) => a - b)[count >> 1];
}

await tf.setBackend('cpu');
const weights = SIZES.slice(1).map((size, i) => tf.randomNormal([SIZES[i], size], 0, SIZES[i] ** -0.5, 'float32', i + 1));
const [x, y] = [1, 2].map((seed) => tf.randomNormal([BATCH, 64], 0, 1, 'float32', seed));

let eagerWeights = weights.map((w) => w.clone());
let eagerLoss;
const eager = await median(7, async () => {
  const before = eagerWeights;
  const { loss, weights: next } = tf.tidy(() => step(before, x, y));
  eagerLoss = (await loss.data())[0];
  eagerWeights = next;
  before.forEach((w) => w.dispose());
});

const host = async (tensor) => ({ dtype: 'float32', shape: tensor.shape, data: await tensor.data() });
const batch = [await host(x), await host(y)];
for (const threads of [1, 2]) {
  const compiled = jit(step, { threads });
  let state = await Promise.all(weights.map(host));
  let loss;
  const advance = async () => {
    const result = await compiled(state, ...batch);
    state = result.weights;
    loss = result.loss.data[0];
  };
  const start = performance.now();
  await advance();
  const first = (performance.now() - start) / 1000;
  for (let i = 1; i < 7; i++) await advance();
  const sameLoss = Math.abs(loss - eagerLoss) / eagerLoss;
  const seconds = await median(200, advance);
  await compiled.dispose();
  console.log(`threads ${threads}: first call ${(first * 1e3).toFixed(0)} ms, step ${(seconds * 1e3).toFixed(2)} ms; cpu backend ${(eager * 1e3).toFixed(0)} ms, `
    + `${(eager / seconds).toFixed(0)} times; loss after 7 steps differs by ${sameLoss.toExponential(1)}`);
}
