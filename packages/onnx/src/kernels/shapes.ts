import * as tf from '@tensorflow/tfjs-core';
import { hostNumbers } from '../graph/hostNumbers.js';
import { apply, applyMany, constantValue, fillValue, integers, sizeOf, type Value } from '../graph/value.js';
import { axesOf, cast, kernel, reshape, transpose, type Kernel } from './kernel.js';

/** The part of `x` from `begin` of the given `size`, both per axis; whole axes are left out of the operator. */
export function slice(x: Value, begin: readonly number[], size: readonly number[]): Value {
  const axes = x.shape.flatMap((length, axis) => (begin[axis] === 0 && size[axis] === length ? [] : [axis]));
  if (axes.length === 0) return x;
  const pick = (numbers: readonly number[]) => integers(axes.map((axis) => numbers[axis]));
  return apply('Slice', [x, pick(begin), pick(begin.map((b, i) => b + size[i])), integers(axes)], { dtype: x.dtype, shape: [...size] });
}

/** Tensors end to end along an axis; empty ones are left out. */
export function concatenate(values: readonly Value[], axis: number): Value {
  const shape = values[0].shape.map((size, i) => (i === axis ? values.reduce((sum, value) => sum + value.shape[axis], 0) : size));
  const full = values.filter((value) => sizeOf(value.shape) > 0);
  if (full.length === 1) return full[0];
  if (full.length === 0) return fillValue(values[0].dtype, shape, 0);
  return apply('Concat', full, { dtype: values[0].dtype, shape }, { axis });
}

function tile(x: Value, reps: number[]): Value {
  if (reps.every((r) => r === 1)) return x;
  return apply('Tile', [x, integers(reps)], { dtype: x.dtype, shape: x.shape.map((size, i) => size * reps[i]) });
}

/** `x` with elements added before and after along each axis: the constant, or by ONNX's `reflect` mode. */
export function pad(x: Value, paddings: readonly (readonly number[])[], mode: string, constant?: Value): Value {
  const shape = x.shape.map((size, i) => paddings[i][0] + size + paddings[i][1]);
  const pads = integers([...paddings.map(([before]) => before), ...paddings.map(([, after]) => after)]);
  return apply('Pad', constant ? [x, pads, constant] : [x, pads], { dtype: x.dtype, shape }, { mode });
}

/** `x` with the order along the given axes reversed. */
export function reverse(x: Value, axes: readonly number[]): Value {
  if (axes.length === 0) return x;
  const all = (n: number) => integers(axes.map(() => n));
  return apply('Slice', [x, all(-1), all(-0x7fffffff), integers(axes), all(-1)], { dtype: x.dtype, shape: x.shape });
}

/** Kernels that make, cut, join and move elements. */
export const shapes: Record<string, Kernel> = {
  Identity: kernel<'x', object>(({ x }) => x),
  Reshape: kernel<'x', { shape: number[] }>(({ x }, { shape }) => {
    return reshape(x, tf.util.inferFromImplicitShape([...shape], sizeOf(x.shape)));
  }),
  ExpandDims: kernel<'input', { dim: number }>(({ input }, { dim }) => {
    const rank = input.shape.length;
    if (dim < -rank - 1 || dim > rank) throw new Error(`expandDims: axis ${dim} is outside a tensor of rank ${rank}; expected -${rank + 1} to ${rank}`);
    const at = dim < 0 ? rank + dim + 1 : dim;
    return reshape(input, [...input.shape.slice(0, at), 1, ...input.shape.slice(at)]);
  }),
  Transpose: kernel<'x', { perm: number[] }>(({ x }, { perm }) => transpose(x, perm)),
  Concat: kernel<string, { axis: number }>((inputs, { axis }) => {
    const values = Object.values(inputs);
    const [along] = axesOf(axis, values[0].shape.length);
    tf.backend_util.assertParamsConsistent(values.map(({ shape }) => shape), along);
    return concatenate(values, along);
  }),
  Pack: kernel<string, { axis: number }>((inputs, { axis }) => {
    const values = Object.values(inputs);
    const [{ shape, dtype }] = values;
    for (const other of values) {
      if (other.dtype !== dtype || String(other.shape) !== String(shape)) {
        throw new Error(`stack takes tensors of one shape and type, not ${dtype}[${shape}] and ${other.dtype}[${other.shape}]`);
      }
    }
    const at = axis < 0 ? values[0].shape.length + axis + 1 : axis;
    return concatenate(values.map((value) => reshape(value, [...value.shape.slice(0, at), 1, ...value.shape.slice(at)])), at);
  }),
  Unpack: kernel<'value', { axis: number }>(({ value }, { axis }) => {
    const [along] = axesOf(axis, value.shape.length);
    const shape = value.shape.filter((_, i) => i !== along);
    return Array.from({ length: value.shape[along] }, (_, i) =>
      reshape(slice(value, value.shape.map((__, j) => (j === along ? i : 0)), value.shape.map((size, j) => (j === along ? 1 : size))), shape));
  }),
  SplitV: kernel<'x', { numOrSizeSplits: number | number[]; axis: number }>(({ x }, { numOrSizeSplits, axis }) => {
    const [along] = axesOf(axis, x.shape.length);
    const sizes = tf.backend_util.prepareSplitSize({ shape: x.shape } as tf.Tensor, numOrSizeSplits, along);
    if (sizes.length === 1) return [x];
    const outputs = sizes.map((size) => ({ dtype: x.dtype, shape: x.shape.map((length, i) => (i === along ? size : length)) }));
    return applyMany('Split', [x, integers(sizes)], outputs, { axis: along });
  }),
  Slice: kernel<'x', { begin: number | number[]; size?: number | number[] }>(({ x }, { begin, size }) => {
    const [starts, lengths] = tf.slice_util.parseSliceParams({ shape: x.shape, rank: x.shape.length } as tf.Tensor, begin, size as number[]);
    tf.slice_util.assertParamsValid({ shape: x.shape, rank: x.shape.length } as tf.Tensor, starts, lengths);
    return slice(x, starts, lengths);
  }),
  Tile: kernel<'x', { reps: number[] }>(({ x }, { reps }) => tile(x, reps)),
  PadV2: kernel<'x', { paddings: [number, number][]; constantValue: number }>(({ x }, { paddings, constantValue }) =>
    pad(x, paddings, 'constant', fillValue(x.dtype, [], constantValue))),
  MirrorPad: kernel<'x', { paddings: [number, number][]; mode: string }>(({ x }, { paddings, mode }) => {
    if (mode === 'reflect') return pad(x, paddings, 'reflect');
    // A symmetric pad is a mirror with the edge itself repeated: gathered index by index along each axis.
    return paddings.reduce((value, [before, after], axis) => {
      const size = value.shape[axis];
      const indices = Array.from({ length: before + size + after }, (_, i) => {
        const j = i - before;
        return j < 0 ? -j - 1 : j >= size ? 2 * size - 1 - j : j;
      });
      return apply('Gather', [value, integers(indices)], { dtype: value.dtype, shape: value.shape.map((s, i) => (i === axis ? indices.length : s)) }, { axis });
    }, x);
  }),
  Reverse: kernel<'x', { dims: number | number[] }>(({ x }, { dims }) => reverse(x, axesOf(dims, x.shape.length))),
  BroadcastArgs: kernel<'s0' | 's1', object>(({ s0, s1 }) => {
    const [a, b] = [s0, s1].map(hostNumbers);
    if (!a || !b) throw new Error('BroadcastArgs needs shapes whose numbers are known: read them first (await shape.data()), outside a compiled function');
    const shape = tf.backend_util.assertAndGetBroadcastShape(Array.from(a, Number), Array.from(b, Number));
    return constantValue('int32', [shape.length], Int32Array.from(shape));
  }),
  Fill: kernel<never, { shape: number[]; value: number | string; dtype?: Value['dtype'] }>((_, { shape, value, dtype = 'float32' }) => {
    if (typeof value === 'string') throw new Error('the onnx backend holds no string tensors; expected float32, int32 or bool');
    return fillValue(dtype, [...shape], Number(value));
  }),
  ZerosLike: kernel<'x', object>(({ x }) => fillValue(x.dtype, x.shape, 0)),
  OnesLike: kernel<'x', object>(({ x }) => fillValue(x.dtype, x.shape, 1)),
  OneHot: kernel<'indices', { depth: number; onValue: number; offValue: number; dtype?: Value['dtype'] }>(({ indices }, attributes) => {
    const { depth, onValue, offValue, dtype = 'float32' } = attributes;
    // Comparison with 0 … depth − 1, so that an index outside gives a row of the off value.
    const steps: Value = { dtype: 'int32', shape: [depth], source: { kind: 'constant', data: Int32Array.from({ length: depth }, (_, i) => i) } };
    const shape = [...indices.shape, depth];
    const hit = apply('Equal', [reshape(cast(indices, 'int32'), [...indices.shape, 1]), steps], { dtype: 'bool', shape });
    const held = dtype === 'bool' ? 'int32' : dtype;
    return cast(apply('Where', [hit, fillValue(held, [], onValue), fillValue(held, [], offValue)], { dtype: held, shape }), dtype);
  }),
};
