import { apply, applyMany, fillValue, type Value } from '../graph/value.js';
import { kernel, type Kernel } from '../kernels/kernel.js';
import { RUNTIME_DOMAIN } from '../kernels/matrices.js';

const SAME = (x: Value) => ({ dtype: x.dtype, shape: x.shape });

/** Kernels of the library's own operators, which TensorFlow.js does not have; only the recording backend has them. */
export const fusedKernels: Record<string, Kernel> = {
  FusedLayerNormalization: kernel<'x', { epsilon: number }>(({ x }, { epsilon }) => {
    const ones = fillValue('float32', [x.shape[x.shape.length - 1]], 1);
    const statistic = { dtype: x.dtype, shape: [...x.shape.slice(0, -1), 1] };
    const [normalized, , inverseDeviation] = applyMany('LayerNormalization', [x, ones], [SAME(x), statistic, statistic], { axis: -1, epsilon: { float: epsilon } });
    return [normalized, inverseDeviation];
  }),
  FusedGelu: kernel<'x', object>(({ x }) => apply('FastGelu', [x], SAME(x), {}, RUNTIME_DOMAIN)),
  FusedSilu: kernel<'x', object>(({ x }) => apply('QuickGelu', [x], SAME(x), { alpha: { float: 1 } }, RUNTIME_DOMAIN)),
  FusedMultiHeadAttention: kernel<'query' | 'key' | 'value', { heads: number; scale: number }>(({ query, key, value }, { heads, scale }) =>
    apply('MultiHeadAttention', [query, key, value], { dtype: 'float32', shape: [...query.shape.slice(0, 2), value.shape[2]] },
      { num_heads: heads, scale: { float: scale } }, RUNTIME_DOMAIN)),
};
