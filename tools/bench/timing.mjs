// What our side's scripts share: arguments, timings, and the plain product.
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { normalValues } from '@inrflow/core';
import { compile } from '@inrflow/onnx';

export function argumentsOf() {
  const { values } = parseArgs({
    options: { model: { type: 'string' }, steps: { type: 'string', default: '5' }, warmup: { type: 'string', default: '3' }, threads: { type: 'string', default: '2' } },
  });
  return { model: JSON.parse(values.model), steps: Number(values.steps), warmup: Number(values.warmup), threads: Number(values.threads) };
}

/** Seconds of each of `steps` runs, after `warmup` untimed ones. */
export async function timed(steps, warmup, run) {
  const seconds = [];
  for (let i = 0; i < steps + warmup; i++) {
    const begun = performance.now();
    await run();
    if (i >= warmup) seconds.push((performance.now() - begun) / 1000);
  }
  return seconds;
}

/** GFLOP/s of a float32 product of two 2048 × 2048 matrices, the best of eight: what the machine can do at this moment. */
export async function productSpeed(threads) {
  const shape = [2048, 2048];
  const product = await compile((a, b) => tf.matMul(a, b), [{ shape }, { shape }], { threads });
  const matrix = { dtype: 'float32', shape, data: normalValues({ seed: 3, stream: 'matrix' }, 2048 ** 2) };
  const result = { dtype: 'float32', shape, data: new Float32Array(2048 ** 2) };
  const seconds = await timed(7, 1, () => product.into({ value: result }, matrix, matrix));
  await product.dispose();
  return (2 * 2048 ** 3) / Math.min(...seconds) / 1e9;
}
