import * as tf from '@tensorflow/tfjs';
import { compile } from '../../compile/compile.js';
import { DeviceError } from '../../runtime/device.js';

const [ROWS, INNER, COLUMNS] = [9, 80, 64];
const numbers = (count: number, seed: number) => Array.from(tf.randomNormal([count], 0, 1, 'float32', seed).dataSync());
const weights = numbers(INNER * COLUMNS, 1).map((x, i) => (i % COLUMNS === 5 ? 0 : x * (1 + (i % COLUMNS))));
const bias = numbers(COLUMNS, 2);
const given = numbers(ROWS * INNER, 3);

const dense = (x: tf.Tensor) => tf.add(tf.matMul(x as tf.Tensor2D, tf.tensor2d(weights, [INNER, COLUMNS])), tf.tensor1d(bias));

async function run(weightBits: 8 | 32 | undefined, rows = ROWS): Promise<number[]> {
  const compiled = await compile(dense, [{ shape: [rows, INNER] }], { weightBits, threads: 1 });
  const { data } = await compiled(tf.tensor2d(given.slice(0, rows * INNER), [rows, INNER]));
  await compiled.dispose();
  return [...data];
}

/** What ONNX's DynamicQuantizeLinear does to all numbers at once: 256 levels from the smallest to the largest, one of which is 0. */
function rounded(x: readonly number[]): number[] {
  const [low, high] = [Math.min(0, ...x), Math.max(0, ...x)];
  const scale = (high - low) / 255;
  const zero = Math.round(-low / scale);
  return x.map((each) => scale * (Math.min(255, Math.max(0, Math.round(each / scale) + zero)) - zero));
}

test('a product with 8-bit weights is that of the rounded numbers, column by column; a column of zeros stays 0', async () => {
  const left = rounded(given);
  const scales = Array.from({ length: COLUMNS }, (_, column) => Math.max(...weights.filter((_, i) => i % COLUMNS === column).map(Math.abs)) / 63);
  const right = weights.map((x, i) => (scales[i % COLUMNS] === 0 ? 0 : Math.round(x / scales[i % COLUMNS]) * scales[i % COLUMNS]));
  const answer = await run(8);
  answer.forEach((found, i) => {
    const [row, column] = [Math.floor(i / COLUMNS), i % COLUMNS];
    let expected = bias[column];
    for (let k = 0; k < INNER; k++) expected += left[row * INNER + k] * right[k * COLUMNS + column];
    // A tie may be rounded the other way: one level of one number.
    expect(Math.abs(found - expected)).toBeLessThan(0.02 * (1 + column));
  });
  expect(answer[5]).toBeCloseTo(bias[5], 5);
});

test('it differs from the exact product by about a hundredth; few rows, and 32 bits, are computed exactly', async () => {
  const [exact, rough] = [await run(32), await run(8)];
  const size = Math.hypot(...exact);
  expect(Math.hypot(...exact.map((x, i) => x - rough[i])) / size).toBeLessThan(0.03);
  expect(rough).not.toEqual(exact);
  expect(await run(undefined)).toEqual(exact);
  expect(await run(8, 4)).toEqual(await run(32, 4));
});

test('another device is refused', async () => {
  await expect(compile(dense, [{ shape: [ROWS, INNER] }], { weightBits: 8, device: 'tfjs:cpu' })).rejects.toThrow(DeviceError);
});
