import * as tf from '@tensorflow/tfjs-core';
import { hostNumbers } from '../graph/hostNumbers.js';
import { apply, sizeOf, type Value } from '../graph/value.js';
import { axesOf, cast, kernel, reshape, transpose, type Kernel } from './kernel.js';

/** Refuses indices outside an axis if their numbers are known. ONNX Runtime refuses the others when the graph runs. */
function checkIndices(indices: Value, size: number): void {
  const outside = Array.from(hostNumbers(indices) ?? [], Number).find((index) => index < 0 || index >= size);
  if (outside !== undefined) throw new Error(`GatherV2: the index value ${outside} is not in [0, ${size - 1}]`);
}

/** The kernel that picks slices along an axis. */
export const gather: Record<string, Kernel> = { GatherV2: kernel<'x' | 'indices', { axis: number; batchDims?: number }>(({ x, indices }, { axis, batchDims = 0 }) => {
  const [along] = axesOf(axis, x.shape.length);
  const ids = cast(indices, 'int32');
  tf.backend_util.segment_util.collectGatherOpShapeInfo({ shape: x.shape, rank: x.shape.length } as tf.Tensor,
    { shape: ids.shape, rank: ids.shape.length } as tf.Tensor, along, batchDims);
  checkIndices(ids, x.shape[along]);
  if (batchDims === 0) {
    const shape = [...x.shape.slice(0, along), ...ids.shape, ...x.shape.slice(along + 1)];
    return apply('Gather', [x, ids], { dtype: x.dtype, shape }, { axis: along });
  }
  // Batches are laid end to end, and each one's indices moved on by its start.
  const batch = x.shape.slice(0, batchDims);
  const middle = x.shape.slice(batchDims, along);
  const inner = x.shape.slice(along + 1);
  const count = sizeOf(batch);
  const order = [...batch.keys(), along, ...middle.map((_, i) => batchDims + i), ...inner.map((_, i) => along + 1 + i)];
  const rows = reshape(transpose(x, order), [count * x.shape[along], ...middle, ...inner]);
  const starts: Value = { dtype: 'int32', shape: [count, 1], source: { kind: 'constant', data: Int32Array.from({ length: count }, (_, i) => i * x.shape[along]) } };
  const each = ids.shape.slice(batchDims);
  const moved = apply('Add', [reshape(ids, [count, sizeOf(each)]), starts], { dtype: 'int32', shape: [count, sizeOf(each)] });
  const flat = apply('Gather', [rows, moved], { dtype: x.dtype, shape: [count, sizeOf(each), ...middle, ...inner] }, { axis: 0 });
  const back = [0, ...middle.map((_, i) => 2 + i), 1, ...inner.map((_, i) => 2 + middle.length + i)];
  return reshape(transpose(flat, back), [...batch, ...middle, ...each, ...inner]);
}) };
