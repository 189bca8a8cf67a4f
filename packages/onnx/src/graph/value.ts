/** Element types of a recorded graph; `int64` occurs only in constants such as axes and shapes, `int8` only in weights of 8 bits. */
export type DataType = 'float32' | 'int32' | 'bool' | 'int64' | 'int8';

/** ONNX's numbers of the element types (onnx.proto3, https://github.com/onnx/onnx, Apache-2.0). */
export const ELEMENT_TYPE: Readonly<Record<DataType, number>> = { float32: 1, int8: 3, int32: 6, int64: 7, bool: 9 };

/** Element types of tensors that come in or go out. */
export type TensorType = Exclude<DataType, 'int64' | 'int8'>;

/** Numbers of a constant: bool as 0 and 1 in bytes. */
export type Numbers = Float32Array | Int32Array | Uint8Array | Int8Array | BigInt64Array;

/** An attribute of an ONNX operator. */
export type Attribute = number | number[] | string | { float: number };

/** One call of an ONNX operator; `domain` is '' for the standard ones. */
export interface GraphNode {
  /** Name of the operator, such as `MatMul`. */
  op: string;
  domain: string;
  /** In the operator's order; undefined for an optional one that is left out. */
  inputs: (Value | undefined)[];
  attributes: Record<string, Attribute>;
  /** The shapes and types of its outputs, in order. */
  outputs: { dtype: DataType; shape: number[] }[];
}

/** Where a value comes from. A `fill` is a tensor of one repeated number, kept symbolic until something needs it whole. */
export type Source =
  | { kind: 'input'; name: string }
  | { kind: 'constant'; data: Numbers }
  | { kind: 'fill'; number: number }
  | { kind: 'node'; node: GraphNode; output: number };

/** A tensor in a recorded graph. Values are never changed: a pass builds new ones. */
export interface Value {
  dtype: DataType;
  shape: number[];
  source: Source;
}

/** Number of elements of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** A named input of a graph. */
export function inputValue(name: string, dtype: DataType, shape: number[]): Value {
  return { dtype, shape, source: { kind: 'input', name } };
}

/** A constant; one repeated number becomes a fill. @throws RangeError if the data do not fill the shape */
export function constantValue(dtype: DataType, shape: number[], data: Numbers): Value {
  if (data.length !== sizeOf(shape)) throw new RangeError(`a constant of shape [${shape}] has ${data.length} numbers; expected ${sizeOf(shape)}`);
  if (dtype !== 'int64' && data.length > 0 && data.every((x: number | bigint) => Object.is(x, data[0]))) {
    return fillValue(dtype, shape, Number(data[0]));
  }
  return { dtype, shape, source: { kind: 'constant', data } };
}

/** A tensor of one repeated number. */
export function fillValue(dtype: DataType, shape: number[], number: number): Value {
  return { dtype, shape, source: { kind: 'fill', number } };
}

/** A one-dimensional int64 constant, the form in which ONNX takes axes and shapes. */
export function integers(numbers: readonly number[]): Value {
  return { dtype: 'int64', shape: [numbers.length], source: { kind: 'constant', data: BigInt64Array.from(numbers, BigInt) } };
}

/** The first output of a new node. */
export function apply(
  op: string,
  inputs: (Value | undefined)[],
  output: { dtype: DataType; shape: number[] },
  attributes: Record<string, Attribute> = {},
  domain = '',
): Value {
  return applyMany(op, inputs, [output], attributes, domain)[0];
}

/** All outputs of a new node. */
export function applyMany(
  op: string,
  inputs: (Value | undefined)[],
  outputs: { dtype: DataType; shape: number[] }[],
  attributes: Record<string, Attribute> = {},
  domain = '',
): Value[] {
  const node: GraphNode = { op, domain, inputs, attributes, outputs };
  return outputs.map(({ dtype, shape }, output) => ({ dtype, shape, source: { kind: 'node', node, output } }));
}
