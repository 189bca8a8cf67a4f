import { apply, applyMany, constantValue, fillValue, integers, sizeOf, type Value } from '../graph/value.js';
import { binary, cast, kernel, reshape, type Kernel } from './kernel.js';
import { reduce } from './reductions.js';

/**
 * `updates` written into (or added to) `base` at index tuples.
 *
 * @param indices `[…, depth]` (or `[count]` for depth 1) of any integer type; each tuple names an element or a slice of `base`
 */
export function scatter(base: Value, indices: Value, updates: Value, reduction: 'none' | 'add'): Value {
  const depth = indices.shape.length > 1 ? indices.shape[indices.shape.length - 1] : 1;
  const count = depth === 0 ? 1 : sizeOf(indices.shape) / depth;
  if (count === 0 || sizeOf(base.shape) === 0) return base;
  const held = base.dtype === 'bool' ? 'int32' : base.dtype;
  const tuples = cast(reshape(indices, [count, depth]), 'int64');
  const rows = cast(reshape(updates, [count, ...base.shape.slice(depth)]), held);
  return cast(apply('ScatterND', [cast(base, held), tuples, rows], { dtype: held, shape: base.shape }, { reduction }), base.dtype);
}

/** Counts (or sums of weights) of the integers 0 … size − 1 in each row of `x` `[rows, columns]`; `[rows, size]`. */
function countRows(x: Value, weights: Value, size: number, binaryOutput: boolean): Value {
  const [rows, columns] = x.shape;
  const shape = [rows, columns, size];
  const bins = constantValue('int32', [size], Int32Array.from({ length: size }, (_, i) => i));
  const hits = apply('Equal', [reshape(cast(x, 'int32'), [rows, columns, 1]), bins], { dtype: 'bool', shape });
  if (binaryOutput) return cast(reduce('ReduceMax', cast(hits, 'int32'), [1]), 'float32');
  const weighted = sizeOf(weights.shape) > 0;
  const dtype = weighted ? weights.dtype : 'float32';
  const each = weighted ? reshape(weights, [rows, columns, 1]) : fillValue('float32', [], 1);
  return reduce('ReduceSum', apply('Where', [hits, each, fillValue(dtype, [], 0)], { dtype, shape }), [1]);
}

/** Kernels that read or write at computed indices. */
export const scattering: Record<string, Kernel> = {
  GatherNd: kernel<'params' | 'indices', object>(({ params, indices }) => {
    const depth = indices.shape[indices.shape.length - 1];
    if (!indices.shape.length || !params.shape.length || depth > params.shape.length) {
      throw new Error(`gatherND of [${params.shape}] at indices [${indices.shape}]: both need an axis, and an index tuple at most ${params.shape.length} numbers`);
    }
    const shape = [...indices.shape.slice(0, -1), ...params.shape.slice(depth)];
    if (sizeOf(shape) === 0) return fillValue(params.dtype, shape, 0);
    return apply('GatherND', [params, cast(indices, 'int64')], { dtype: params.dtype, shape }, { batch_dims: 0 });
  }),
  ScatterNd: kernel<'indices' | 'updates', { shape: number[] }>(({ indices, updates }, { shape }) =>
    scatter(fillValue(updates.dtype, [...shape], 0), indices, updates, 'add')),
  TensorScatterUpdate: kernel<'tensor' | 'indices' | 'updates', object>(({ tensor, indices, updates }) => scatter(tensor, indices, updates, 'none')),
  SparseToDense: kernel<'sparseIndices' | 'sparseValues' | 'defaultValue', { outputShape: number[] }>(
    ({ sparseIndices, sparseValues, defaultValue }, { outputShape }) => {
      const base = apply('Expand', [defaultValue, integers(outputShape)], { dtype: defaultValue.dtype, shape: [...outputShape] });
      const tuples = sparseIndices.shape.length < 2 ? reshape(sparseIndices, [sizeOf(sparseIndices.shape) / outputShape.length, outputShape.length]) : sparseIndices;
      const count = tuples.shape[0];
      const values = sizeOf(sparseValues.shape) === 1 && count > 1
        ? apply('Expand', [reshape(sparseValues, [1]), integers([count])], { dtype: sparseValues.dtype, shape: [count] }) : sparseValues;
      return scatter(base, tuples, values, 'none');
    }),
  Bincount: kernel<'x' | 'weights', { size: number }>(({ x, weights }, { size }) => {
    const row = (value: Value) => (sizeOf(value.shape) ? reshape(value, [1, sizeOf(value.shape)]) : value);
    return reshape(countRows(row(x), row(weights), size, false), [size]);
  }),
  DenseBincount: kernel<'x' | 'weights', { size: number; binaryOutput?: boolean }>(({ x, weights }, { size, binaryOutput = false }) => {
    if (x.shape.length === 2) return countRows(x, weights, size, binaryOutput);
    const row = (value: Value) => (sizeOf(value.shape) ? reshape(value, [1, sizeOf(value.shape)]) : value);
    return reshape(countRows(row(x), row(weights), size, binaryOutput), [size]);
  }),
  SearchSorted: kernel<'sortedSequence' | 'values', { side: 'left' | 'right' }>(({ sortedSequence, values }, { side }) => {
    // A value's place is the number of elements of the sequence before it.
    const [rows, length] = sortedSequence.shape;
    const [, count] = values.shape;
    const before = binary(side === 'left' ? 'Less' : 'LessOrEqual', reshape(sortedSequence, [rows, 1, length]), reshape(values, [rows, count, 1]), 'bool');
    return reduce('ReduceSum', cast(before, 'int32'), [2]);
  }),
  // Sorted always: that is also the order in which TensorFlow.js breaks ties.
  TopK: kernel<'x', { k: number }>(({ x }, { k }) => {
    const shape = [...x.shape.slice(0, -1), k];
    if (sizeOf(shape) === 0) return [fillValue(x.dtype, shape, 0), fillValue('int32', shape, 0)];
    const held = x.dtype === 'bool' ? 'int32' : x.dtype;
    const outputs = [{ dtype: held, shape }, { dtype: 'int64' as const, shape }];
    const [values, indices] = applyMany('TopK', [cast(x, held), integers([k])], outputs, { axis: -1, largest: 1, sorted: 1 });
    return [cast(values, x.dtype), cast(indices, 'int32')];
  }),
};
