import * as tf from '@tensorflow/tfjs-core';
import { apply, constantValue, fillValue, integers, sizeOf, type Value } from '../graph/value.js';
import { where } from './elementwise.js';
import { binary, kernel, reshape, transpose, type Kernel } from './kernel.js';
import { pad, slice } from './shapes.js';

interface StridedSlice {
  begin: number[];
  end: number[];
  strides: number[];
  beginMask: number;
  endMask: number;
  ellipsisMask: number;
  newAxisMask: number;
  shrinkAxisMask: number;
}

function stridedSlice(x: Value, { begin, end, strides, ...masks }: StridedSlice): Value {
  const { beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = masks;
  const info = tf.slice_util.sliceInfo(x.shape, begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask);
  const { finalShapeSparse, finalShape, isIdentity, sliceDim0, isSimpleSlice, begin: starts, end: stops, strides: steps } = info;
  if (isIdentity) return reshape(x, finalShape);
  if (sizeOf(finalShape) === 0) return fillValue(x.dtype, finalShape, 0);
  if (sliceDim0 || isSimpleSlice) {
    return reshape(slice(x, starts, tf.slice_util.computeOutShape(starts, stops, steps)), finalShape);
  }
  const axes = starts.map((_, axis) => axis);
  const shape = tf.slice_util.computeOutShape(starts, stops, steps);
  // Running backwards past the first element ends at −1, which ONNX would read as the last.
  const ends = stops.map((stop, axis) => (steps[axis] < 0 && stop < 0 ? -0x7fffffff : stop));
  const cut = apply('Slice', [x, integers(starts), integers(ends), integers(axes), integers(steps)], { dtype: x.dtype, shape });
  return reshape(reshape(cut, finalShapeSparse), finalShape);
}

/** Moves blocks of space from the batch axis into the axes after it, then crops. */
const batchToSpace = kernel<'x', { blockShape: number[]; crops: number[][] }>(({ x }, { blockShape, crops }) => {
  const blocks = sizeOf(blockShape);
  const split = reshape(x, tf.backend_util.getReshaped(x.shape, blockShape, blocks));
  const merged = reshape(transpose(split, tf.backend_util.getPermuted(split.shape.length, blockShape.length)),
    tf.backend_util.getReshapedPermuted(x.shape, blockShape, blocks));
  const begin = tf.backend_util.getSliceBeginCoords(crops, blockShape.length);
  const size = tf.backend_util.getSliceSize(merged.shape, crops, blockShape.length);
  return slice(merged, merged.shape.map((_, axis) => begin[axis] ?? 0), merged.shape.map((length, axis) => size[axis] ?? length));
});

/** Pads the axes after the batch's, cuts them into blocks, and moves the blocks into the batch axis. */
const spaceToBatch = kernel<'x', { blockShape: number[]; paddings: [number, number][] }>(({ x }, { blockShape, paddings }) => {
  const blocks = sizeOf(blockShape);
  const all = [[0, 0], ...paddings, ...x.shape.slice(1 + blockShape.length).map(() => [0, 0])];
  const padded = pad(x, all, 'constant', fillValue(x.dtype, [], 0));
  const split = reshape(padded, tf.backend_util.getReshaped(padded.shape, blockShape, blocks, false));
  const order = tf.backend_util.getPermuted(split.shape.length, blockShape.length, false);
  return reshape(transpose(split, order), tf.backend_util.getReshapedPermuted(padded.shape, blockShape, blocks, false));
});

/** Moves channels into blocks of height and width. */
const depthToSpace = kernel<'x', { blockSize: number; dataFormat: string }>(({ x }, { blockSize, dataFormat }) => {
  if (dataFormat === 'NHWC') {
    const [batch, height, width, depth] = x.shape;
    const channels = depth / (blockSize * blockSize);
    const split = transpose(reshape(x, [batch, height, width, blockSize, blockSize, channels]), [0, 1, 3, 2, 4, 5]);
    return reshape(split, [batch, height * blockSize, width * blockSize, channels]);
  }
  const [batch, depth, height, width] = x.shape;
  const channels = depth / (blockSize * blockSize);
  const split = transpose(reshape(x, [batch, blockSize, blockSize, channels, height, width]), [0, 3, 4, 1, 5, 2]);
  return reshape(split, [batch, channels, height * blockSize, width * blockSize]);
});

/** Kernels that rearrange elements in blocks, strides and diagonals. */
export const rearrangements: Record<string, Kernel> = {
  StridedSlice: kernel<'x', StridedSlice>(({ x }, attributes) => stridedSlice(x, attributes)),
  BatchToSpaceND: batchToSpace,
  SpaceToBatchND: spaceToBatch,
  DepthToSpace: depthToSpace,
  Diag: kernel<'x', object>(({ x }) => {
    const size = sizeOf(x.shape);
    const numbers = Int32Array.from({ length: size }, (_, i) => i);
    const onDiagonal = binary('Equal', constantValue('int32', [size, 1], numbers), constantValue('int32', [size], numbers), 'bool');
    const zero = fillValue(x.dtype, [], 0);
    return reshape(where(onDiagonal, reshape(x, [size]), zero), [...x.shape, ...x.shape]);
  }),
};
