import * as tf from '@tensorflow/tfjs-core';
import { orderedNodes } from '../graph/order.js';
import { apply, constantValue, type Value } from '../graph/value.js';
import { binary, cast, kernel, reshape, type Kernel } from './kernel.js';
import { reduce } from './reductions.js';

const dependsOnInput = (value: Value) =>
  [value, ...orderedNodes([value]).flatMap((node) => node.inputs)].some((input) => input?.source.kind === 'input');

/** Kernels that draw random numbers. */
export const random: Record<string, Kernel> = {
  Multinomial: kernel<'logits', { numSamples: number; seed: number; normalized: boolean }>(({ logits }, { numSamples, seed, normalized }) => {
    if (dependsOnInput(logits)) {
      throw new Error('Multinomial in a compiled function would draw the same numbers in every run; draw outside it and pass the result in');
    }
    const [rows, classes] = logits.shape;
    const draws = tf.tidy(() => Float32Array.from(tf.randomUniform([rows * numSamples], 0, 1, 'float32', seed).dataSync()));
    const probabilities = normalized ? logits : apply('Softmax', [logits], { dtype: 'float32', shape: logits.shape }, { axis: -1 });
    const axis: Value = { dtype: 'int64', shape: [], source: { kind: 'constant', data: BigInt64Array.of(1n) } };
    const bounds = reshape(apply('CumSum', [probabilities, axis], { dtype: 'float32', shape: logits.shape }), [rows, 1, classes]);
    // A draw belongs to the first class whose cumulative probability exceeds it; the last class takes what rounding leaves.
    const past = reduce('ReduceSum', cast(binary('LessOrEqual', bounds, constantValue('float32', [rows, numSamples, 1], draws), 'bool'), 'int32'), [2]);
    return binary('Min', past, constantValue('int32', [], Int32Array.of(classes - 1)));
  }),
};
