import * as tf from '@tensorflow/tfjs';
import { normalValues } from '../random/index.js';
import { adamW, adamWScalars } from './adamW.js';
import { clipFactor, globalNorm } from './clip.js';
import { movedAverage, warmedDecay } from './exponentialMovingAverage.js';

beforeAll(() => tf.setBackend('cpu'));

test.each([[0], [0.1]])('follows the published algorithm, written out in double precision; weight decay %p', async (weightDecay) => {
  const options = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay };
  const learningRate = 0.05;
  const start = normalValues({ seed: 1, stream: 'start' }, 6);
  let state = { parameter: tf.tensor1d(start) as tf.Tensor, first: tf.zeros([6]), second: tf.zeros([6]) };
  const [p, m, v] = [Array.from(start), new Array<number>(6).fill(0), new Array<number>(6).fill(0)];
  for (let step = 1; step <= 20; step++) {
    const gradient = normalValues({ seed: 2, stream: 'gradient', step }, 6);
    const clip = 0.5;
    const numbers = adamWScalars(options, learningRate, step);
    const scalars = { stepSize: tf.scalar(numbers.stepSize), epsilon: tf.scalar(numbers.epsilon), decay: tf.scalar(numbers.decay) };
    state = adamW(state, tf.tensor1d(gradient), tf.scalar(clip), options, scalars);
    for (let i = 0; i < 6; i++) {
      const g = clip * gradient[i];
      m[i] = 0.9 * m[i] + 0.1 * g;
      v[i] = 0.99 * v[i] + 0.01 * g * g;
      p[i] = p[i] * (1 - learningRate * weightDecay) - (learningRate * (m[i] / (1 - 0.9 ** step))) / (Math.sqrt(v[i] / (1 - 0.99 ** step)) + 1e-8);
    }
  }
  (await state.parameter.data()).forEach((x, i) => expect(Math.abs(x - p[i])).toBeLessThan(1e-5));
});

test('clipping brings the norm of all gradients together down to the limit, and leaves smaller ones', async () => {
  const gradients = [tf.tensor1d([3, 0]), tf.tensor2d([[0], [4]])];
  expect((await globalNorm(gradients).data())[0]).toBeCloseTo(5, 6);
  expect((await clipFactor(globalNorm(gradients), 2).data())[0]).toBeCloseTo(0.4, 6);
  expect((await clipFactor(globalNorm(gradients), 6).data())[0]).toBe(1);
});

test('the average of a constant stays, and moves towards what it averages by 1 − decay', async () => {
  expect((await movedAverage(tf.tensor1d([1, 2]), tf.tensor1d([1, 4]), tf.scalar(0.25)).data())).toEqual(Float32Array.of(1, 2.5));
  expect([warmedDecay(0.999, 1), warmedDecay(0.999, 1e6), warmedDecay(0.5, 100)]).toEqual([2 / 11, 0.999, 0.5]);
});
