import { broadcastShape, reshape } from '../../kernels/kernel.js';
import { producer } from '../pattern.js';
import type { RewriteContext } from '../rewrite.js';
import { apply, fillValue, sizeOf, type GraphNode, type Value } from '../value.js';

/** Operators of one tensor that treat each number alike, and keep its shape. */
const ELEMENTWISE = new Set(['QuickGelu', 'FastGelu', 'Gelu', 'Sigmoid', 'Tanh', 'Relu', 'Exp', 'Sin', 'Cos', 'Sqrt', 'Neg']);
const BROADCASTING = new Set(['Add', 'Sub', 'Mul', 'Div']);

/** An operand without ones that a reshape only puts before its sizes; a repeated number as a scalar; undefined for any other value. */
function withoutLeadingOnes(value: Value): Value | undefined {
  if (value.source.kind === 'fill') return fillValue(value.dtype, [], value.source.number);
  const origin = producer(value, 'Reshape')?.inputs[0];
  if (!origin || origin.shape.length >= value.shape.length) return undefined;
  const added = value.shape.length - origin.shape.length;
  return value.shape.every((size, axis) => size === (axis < added ? 1 : origin.shape[axis - added])) ? origin : undefined;
}

function broadcasted(node: GraphNode): Value[] | undefined {
  const [left, right] = node.inputs as [Value, Value];
  const origins = [withoutLeadingOnes(left), withoutLeadingOnes(right)];
  const { dtype, shape } = node.outputs[0];
  const operator = (a: Value, b: Value, shape: number[]) => apply(node.op, [a, b], { dtype, shape }, node.attributes);
  if (origins[0] && origins[1] && (left.source.kind !== 'fill' || right.source.kind !== 'fill')) {
    const within = broadcastShape(origins[0].shape, origins[1].shape);
    // A repeated number may be what gives the result its size.
    if (sizeOf(within) === sizeOf(shape) && within.length < shape.length) return [reshape(operator(origins[0], origins[1], within), shape)];
  }
  // Broadcasting puts the ones there anyway if the other operand has all axes.
  if (origins[0] && left.source.kind !== 'fill' && right.shape.length === shape.length) return [operator(origins[0], right, shape)];
  if (origins[1] && right.source.kind !== 'fill' && left.shape.length === shape.length) return [operator(left, origins[1], shape)];
  return undefined;
}

/**
 * Drops reshapes that only put ones before the sizes, where broadcasting does so anyway, and moves others behind elementwise operators, where they may meet another one and
 * vanish. A network of one sample consists of small operators, so that their number counts.
 */
export function dropReshapes(node: GraphNode, { original, uses }: RewriteContext): Value[] | undefined {
  if (ELEMENTWISE.has(node.op) && node.inputs.length === 1 && uses(original.inputs[0]!) === 1) {
    const origin = producer(node.inputs[0], 'Reshape')?.inputs[0];
    return origin && [reshape(apply(node.op, [origin], { ...node.outputs[0], shape: origin.shape }, node.attributes, node.domain), node.outputs[0].shape)];
  }
  return node.domain === '' && BROADCASTING.has(node.op) ? broadcasted(node) : undefined;
}
