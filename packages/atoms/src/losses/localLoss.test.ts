import { normalValues } from '@inrflow/core';
import * as tf from '@tensorflow/tfjs';
import { atomsTogether } from './atomsTogether.js';
import { localLoss } from './localLoss.js';

beforeAll(() => tf.setBackend('cpu'));

const [POINTS, SCALE] = [12, 7];
/** A chain that bends: atoms about 1.5 Å apart, in units of the scale. */
const actual = Float32Array.from({ length: 3 * POINTS }, (_, i) => [Math.cos, Math.sin, (t: number) => t / 3][i % 3](Math.floor(i / 3) * 0.7) * (2.2 / SCALE));
const predicted = actual.map((x, i) => x + 0.03 * normalValues({ seed: 1, stream: 'off' }, actual.length)[i]);

/** The loss written out. */
function byHand(of: Float32Array, kept: readonly boolean[]): number {
  const between = (p: Float32Array, i: number, j: number) => SCALE * Math.hypot(...[0, 1, 2].map((k) => p[3 * i + k] - p[3 * j + k]));
  let [local, near, bonds, bonded] = [0, 0, 0, 0];
  for (let i = 0; i < POINTS; i++) {
    for (let j = 0; j < POINTS; j++) {
      if (i === j || !kept[i] || !kept[j]) continue;
      const d = between(actual, i, j);
      const off = between(of, i, j) - d;
      if (d < 15) {
        near++;
        local += [0.5, 1, 2, 4].reduce((sum, c) => sum + 1 / (1 + Math.exp(Math.abs(off) - c)), 0) / 4;
      }
      if (d < 2) {
        bonded++;
        bonds += (off / 0.1) ** 2 / ((off / 0.1) ** 2 + 1);
      }
    }
  }
  expect(bonded).toBeGreaterThan(4);
  return 1 - local / near + bonds / bonded;
}

test.each([[false], [true]])('equals its definition written out in loops; masked %p', async (masked) => {
  const kept = Array.from({ length: POINTS }, (_, i) => !masked || i < 9);
  const shape: [number, number, number] = [1, POINTS, 3];
  const given = { coordinates: tf.zeros([1, POINTS, 1]), data: tf.tensor(actual, shape), ...(masked && { mask: tf.tensor(kept.map(Number), [1, POINTS]) }) };
  const [loss] = await localLoss({ ...given, denoised: tf.tensor(predicted, shape) }, SCALE).data();
  expect(loss).toBeCloseTo(byHand(predicted, kept), 4);
});

test('turning and moving a structure costs nothing; its slope is the finite difference', async () => {
  const shape: [number, number, number] = [1, POINTS, 3];
  const lossOf = (positions: tf.Tensor) => tf.sum(localLoss({ coordinates: tf.zeros([1, POINTS, 1]), data: tf.tensor(actual, shape), denoised: positions }, SCALE)) as tf.Scalar;
  const turned = Float32Array.from({ length: actual.length }, (_, i) => [-actual[i + 1], actual[i - 1], actual[i]][i % 3] + 0.4);
  expect((await lossOf(tf.tensor(turned, shape)).data())[0]).toBeCloseTo((await lossOf(tf.tensor(actual, shape)).data())[0], 5);
  const slope = await tf.grad(lossOf as (x: tf.Tensor) => tf.Tensor)(tf.tensor(predicted, shape)).data();
  const h = 1e-3;
  for (const i of [0, 7, 20]) {
    const at = (by: number) => byHand(predicted.map((x, k) => (k === i ? x + by : x)), Array(POINTS).fill(true) as boolean[]);
    expect(slope[i]).toBeCloseTo((at(h) - at(-h)) / (2 * h), 1);
  }
});

test('atoms that are decoded together are the nearest to one of them', () => {
  const chosen = atomsTogether(POINTS, actual, 5, { seed: 3, stream: 'test' });
  expect(new Set(chosen).size).toBe(5);
  const from = (i: number) => Math.hypot(...[0, 1, 2].map((k) => actual[3 * i + k] - actual[3 * chosen[0] + k]));
  const others = Array.from({ length: POINTS }, (_, i) => i).filter((i) => !chosen.includes(i));
  expect(Math.max(...chosen.map(from))).toBeLessThanOrEqual(Math.min(...others.map(from)));
});
