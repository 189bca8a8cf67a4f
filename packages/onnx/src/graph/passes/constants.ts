import { hostNumbers } from '../hostNumbers.js';
import { constantValue, sizeOf, type GraphNode, type Numbers, type Value } from '../value.js';
import { BINARY, converted, divided, rounded, UNARY } from './scalars.js';

/** Largest result that is computed ahead of time: a larger one would cost more bytes in the model than the node does. */
const LARGEST = 1 << 16;

/** For each element of `shape`, the index of the element it reads in an operand that broadcasts to it. */
function indicesInto(operand: readonly number[], shape: readonly number[]): (index: number) => number {
  let stride = 1;
  const strides = Array.from<number>({ length: shape.length }).fill(0);
  for (let axis = operand.length - 1; axis >= 0; axis--) {
    strides[axis + shape.length - operand.length] = operand[axis] === 1 ? 0 : stride;
    stride *= operand[axis];
  }
  return (index) => {
    let [rest, at] = [index, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += (rest % shape[axis]) * strides[axis];
      rest = Math.floor(rest / shape[axis]);
    }
    return at;
  };
}

function transposed(x: Value, perm: readonly number[]): (index: number) => number {
  const strides = x.shape.map((_, axis) => sizeOf(x.shape.slice(axis + 1)));
  const shape = perm.map((axis) => x.shape[axis]);
  return (index) => {
    let [rest, at] = [index, 0];
    for (let axis = perm.length - 1; axis >= 0; axis--) {
      at += (rest % shape[axis]) * strides[perm[axis]];
      rest = Math.floor(rest / shape[axis]);
    }
    return at;
  };
}

/** How each element of the result is computed from the operands' numbers. */
function elementOf(node: GraphNode, numbers: Numbers[]): ((index: number) => number | undefined) | undefined {
  const [{ dtype, shape }] = node.outputs;
  const read = (i: number) => {
    const at = indicesInto(node.inputs[i]!.shape, shape);
    return (index: number) => Number(numbers[i][at(index)]);
  };
  if (node.op === 'Reshape' || node.op === 'Identity') return (index) => Number(numbers[0][index]);
  if (node.op === 'Cast') return (index) => converted(dtype, Number(numbers[0][index]));
  if (node.op === 'Transpose') {
    const at = transposed(node.inputs[0]!, node.attributes.perm as number[]);
    return (index) => Number(numbers[0][at(index)]);
  }
  if (node.op === 'Where') {
    const [condition, then, otherwise] = [read(0), read(1), read(2)];
    return (index) => (condition(index) ? then(index) : otherwise(index));
  }
  if (node.op in UNARY && node.inputs.length === 1) {
    const x = read(0);
    return (index) => UNARY[node.op](x(index));
  }
  if ((node.op in BINARY || node.op === 'Div') && node.inputs.length === 2) {
    const [x, y] = [read(0), read(1)];
    return node.op === 'Div' ? (index) => divided(dtype, x(index), y(index)) : (index) => BINARY[node.op](x(index), y(index));
  }
  return undefined;
}

/**
 * Computes nodes whose inputs are all constants, if the result is not large: element-wise operators, casts, reshapes and
 * transpositions. What it cannot compute exactly, such as an integer overflow, stays a node.
 */
export function foldConstants(node: GraphNode): Value[] | undefined {
  const [output, ...others] = node.outputs;
  const size = sizeOf(output.shape);
  if (node.domain !== '' || others.length || size === 0 || size > LARGEST || output.dtype === 'int64' || node.inputs.length === 0) return undefined;
  if (node.inputs.some((input) => !input || (input.source.kind !== 'constant' && input.source.kind !== 'fill'))) return undefined;
  const element = elementOf(node, node.inputs.map((input) => hostNumbers(input!)!));
  if (!element) return undefined;
  const data = output.dtype === 'float32' ? new Float32Array(size) : output.dtype === 'int32' ? new Int32Array(size) : new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const number = element(i);
    const exact = number === undefined ? undefined : rounded(output.dtype, number);
    if (exact === undefined) return undefined;
    data[i] = exact;
  }
  return [constantValue(output.dtype, output.shape, data)];
}
