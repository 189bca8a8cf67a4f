import { apply, fillValue, integers, sizeOf, type Value } from '../graph/value.js';
import { axesOf, binary, cast, kernel, reshape, type Kernel } from './kernel.js';

interface Axes {
  axis?: number | number[];
  reductionIndices?: number | number[];
  keepDims?: boolean;
}

/** The shape without the reduced axes, or with them as 1. */
function reducedShape(shape: readonly number[], axes: readonly number[], keepDims: boolean): number[] {
  return shape.flatMap((size, i) => (axes.includes(i) ? (keepDims ? [1] : []) : [size]));
}

/**
 * A reduction. Opset 17 has the axes of ReduceSum as an input and those of all others as an attribute.
 *
 * @param op ONNX operator
 */
export function reduce(op: string, x: Value, axes: readonly number[], keepDims = false): Value {
  const output = { dtype: x.dtype, shape: reducedShape(x.shape, axes, keepDims) };
  if (axes.length === 0) return x;
  if (op === 'ReduceSum') return apply(op, [x, integers(axes)], output, { keepdims: Number(keepDims) });
  return apply(op, [x], output, { axes: [...axes], keepdims: Number(keepDims) });
}

const EMPTY_RESULT: Record<string, number> = { ReduceSum: 0, ReduceProd: 1, ReduceMax: -Infinity, ReduceMin: Infinity, ReduceMean: NaN };

/** The largest (or smallest) number; NaN if one is NaN, which ONNX Runtime's operator ignores. */
function extreme(op: 'ReduceMax' | 'ReduceMin', x: Value, axes: readonly number[], keepDims: boolean): Value {
  const missing = apply('IsNaN', [x], { dtype: 'bool', shape: x.shape });
  const anyMissing = cast(reduce('ReduceMax', cast(missing, 'int32'), axes, keepDims), 'bool');
  const best = reduce(op, x, axes, keepDims);
  return axes.length === 0 ? x : apply('Where', [anyMissing, fillValue('float32', [], NaN), best], { dtype: 'float32', shape: best.shape });
}

const reduction = (op: string) => kernel<'x', Axes>(({ x }, { axis, reductionIndices, keepDims = false }) => {
  const axes = axesOf(axis ?? reductionIndices, x.shape.length);
  // TensorFlow.js sums booleans as integers.
  const input = x.dtype === 'bool' ? cast(x, 'int32') : x;
  if (sizeOf(x.shape) === 0) return fillValue(input.dtype, reducedShape(x.shape, axes, keepDims), EMPTY_RESULT[op]);
  if (x.dtype === 'float32' && (op === 'ReduceMax' || op === 'ReduceMin')) return extreme(op, x, axes, keepDims);
  const result = reduce(op, op === 'ReduceMean' ? cast(input, 'float32') : input, axes, keepDims);
  return x.dtype === 'bool' && (op === 'ReduceMax' || op === 'ReduceMin') ? cast(result, 'bool') : result;
});

const logical = (op: 'ReduceMax' | 'ReduceMin') => kernel<'x', Axes>(({ x }, { axis, keepDims = false }) =>
  cast(reduce(op, cast(x, 'int32'), axesOf(axis, x.shape.length), keepDims), 'bool'));

const argument = (op: 'ArgMax' | 'ArgMin') => kernel<'x', Axes>(({ x }, { axis }) => {
  const [along] = axesOf(axis, x.shape.length);
  const passedOver = fillValue('float32', [], op === 'ArgMax' ? -Infinity : Infinity);
  const input = x.dtype === 'bool' ? cast(x, 'int32') : x.dtype === 'int32' ? x
    : apply('Where', [apply('IsNaN', [x], { dtype: 'bool', shape: x.shape }), passedOver, x], { dtype: 'float32', shape: x.shape });
  const output = { dtype: 'int64' as const, shape: reducedShape(x.shape, [along], false) };
  return cast(apply(op, [input], output, { axis: along, keepdims: 0 }), 'int32');
});

/** An inclusive or exclusive running sum; ONNX's axis is a scalar input. */
const cumulativeSum = kernel<'x', { axis: number; exclusive: boolean; reverse: boolean }>(({ x }, { axis, exclusive, reverse }) => {
  const [along] = axesOf(axis, x.shape.length);
  const attributes = { exclusive: Number(exclusive), reverse: Number(reverse) };
  const position: Value = { dtype: 'int64', shape: [], source: { kind: 'constant', data: BigInt64Array.of(BigInt(along)) } };
  return apply('CumSum', [x.dtype === 'bool' ? cast(x, 'int32') : x, position], { dtype: x.dtype === 'bool' ? 'int32' : x.dtype, shape: x.shape }, attributes);
});

/** Kernels that reduce axes, and those that normalize along one. */
export const reductions: Record<string, Kernel> = {
  Sum: reduction('ReduceSum'),
  Mean: reduction('ReduceMean'),
  Prod: reduction('ReduceProd'),
  Max: reduction('ReduceMax'),
  Min: reduction('ReduceMin'),
  All: logical('ReduceMin'),
  Any: logical('ReduceMax'),
  ArgMax: argument('ArgMax'),
  ArgMin: argument('ArgMin'),
  Cumsum: cumulativeSum,
  Softmax: kernel<'logits', { dim: number }>(({ logits }, { dim }) =>
    apply('Softmax', [cast(logits, 'float32')], { dtype: 'float32', shape: logits.shape }, { axis: axesOf(dim, logits.shape.length)[0] })),
  LogSoftmax: kernel<'logits', { axis: number }>(({ logits }, { axis }) =>
    apply('LogSoftmax', [cast(logits, 'float32')], { dtype: 'float32', shape: logits.shape }, { axis: axesOf(axis, logits.shape.length)[0] })),
  UnsortedSegmentSum: kernel<'x' | 'segmentIds', { numSegments: number }>(({ x, segmentIds }, { numSegments }) => {
    // Rows of x are added into zeros at their segment's row; negative ids, which drop a row, go to a row past the end.
    const rank = segmentIds.shape.length;
    const rows = sizeOf(segmentIds.shape);
    const inner = x.shape.slice(rank);
    const past = fillValue('int32', [], numSegments);
    const ids = reshape(segmentIds, [rows]);
    const negative = binary('Less', ids, fillValue('int32', [], 0), 'bool');
    const kept = apply('Where', [negative, past, ids], { dtype: 'int32', shape: [rows] });
    const zeros = fillValue(x.dtype, [numSegments + 1, ...inner], 0);
    const indices = cast(reshape(kept, [rows, 1]), 'int64');
    const added = apply('ScatterND', [zeros, indices, reshape(x, [rows, ...inner])], { dtype: x.dtype, shape: zeros.shape }, { reduction: 'add' });
    return apply('Slice', [added, integers([0]), integers([numSegments]), integers([0])], { dtype: x.dtype, shape: [numSegments, ...inner] });
  }),
};
