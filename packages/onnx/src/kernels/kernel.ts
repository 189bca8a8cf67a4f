import { apply, ELEMENT_TYPE, integers, sizeOf, type DataType, type Value } from '../graph/value.js';

/** Records a TensorFlow.js kernel: values in (by the kernel's input names, or '0', '1', … for a list), values out. */
export type Kernel = (inputs: Record<string, Value>, attributes: never) => Value | Value[];

/** A kernel with its inputs and attributes typed, as the table of kernels takes it. */
export function kernel<Inputs extends string, Attributes>(record: (inputs: Record<Inputs, Value>, attributes: Attributes) => Value | Value[]): Kernel {
  return record as Kernel;
}

/** `value` as another element type. */
export function cast(value: Value, dtype: DataType): Value {
  return value.dtype === dtype ? value : apply('Cast', [value], { dtype, shape: value.shape }, { to: ELEMENT_TYPE[dtype] });
}

/** `value` in another shape of the same size. */
export function reshape(value: Value, shape: readonly number[]): Value {
  if (shape.length === value.shape.length && shape.every((size, i) => size === value.shape[i])) return value;
  if (sizeOf(shape) !== sizeOf(value.shape)) throw new Error(`a tensor of shape [${value.shape}] cannot take shape [${shape}], which has another number of elements`);
  return apply('Reshape', [value, integers(shape)], { dtype: value.dtype, shape: [...shape] });
}

/** `value` with its axes in another order. */
export function transpose(value: Value, perm: number[]): Value {
  return apply('Transpose', [value], { dtype: value.dtype, shape: perm.map((axis) => value.shape[axis]) }, { perm });
}

/**
 * The shape that two shapes broadcast to.
 *
 * @throws Error if two sizes differ and neither is 1
 */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [x, y] = [a[i - rank + a.length] ?? 1, b[i - rank + b.length] ?? 1];
    if (x !== y && x !== 1 && y !== 1) throw new Error(`shapes [${a}] and [${b}] do not broadcast: sizes ${x} and ${y} differ and neither is 1`);
    return x === 1 ? y : x;
  });
}

/** Element-wise operator of one operand. */
export function unary(op: string, x: Value, attributes: Record<string, number | { float: number }> = {}): Value {
  return apply(op, [x], { dtype: x.dtype, shape: x.shape }, attributes);
}

/** Element-wise operator of two operands that broadcast; `dtype` defaults to that of `a`. */
export function binary(op: string, a: Value, b: Value, dtype: DataType = a.dtype): Value {
  return apply(op, [a, b], { dtype, shape: broadcastShape(a.shape, b.shape) });
}

/**
 * Axes counted from 0, in ascending order; all axes if none is given.
 *
 * @throws Error if an axis is outside [−rank, rank)
 */
export function axesOf(axis: number | readonly number[] | null | undefined, rank: number): number[] {
  const axes = axis === undefined || axis === null ? Array.from({ length: rank }, (_, i) => i) : typeof axis === 'number' ? [axis] : [...axis];
  const outside = axes.find((a) => a < -rank || a >= rank);
  if (outside !== undefined) throw new Error(`axis ${outside} is outside a tensor of rank ${rank}; expected -${rank} to ${rank - 1}`);
  return axes.map((a) => (a < 0 ? a + rank : a)).sort((a, b) => a - b);
}
