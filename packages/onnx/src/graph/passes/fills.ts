import { fillValue, sizeOf, type GraphNode, type Value } from '../value.js';
import { BINARY, converted, divided, rounded, UNARY } from './scalars.js';

/** Operators that only rearrange elements of their first input, so a fill stays a fill. */
const MOVES = new Set(['Reshape', 'Transpose', 'Expand', 'Slice', 'Tile', 'Gather', 'GatherElements', 'Squeeze', 'Unsqueeze']);

const fillOf = (value: Value | undefined): number | undefined => (value?.source.kind === 'fill' ? value.source.number : undefined);

function folded(node: GraphNode): number | undefined {
  const [x, y] = [fillOf(node.inputs[0]), fillOf(node.inputs[1])];
  if (x === undefined) return undefined;
  if (MOVES.has(node.op)) return x;
  if (node.op === 'Cast') return converted(node.outputs[0].dtype, x);
  if (node.op === 'Div' && y !== undefined) return divided(node.outputs[0].dtype, x, y);
  if (node.op in UNARY && node.inputs.length === 1) return UNARY[node.op](x);
  if (node.op in BINARY && y !== undefined && node.inputs.length === 2) return BINARY[node.op](x, y);
  if (node.op === 'ReduceSum') return x * (sizeOf(node.inputs[0]!.shape) / Math.max(1, sizeOf(node.outputs[0].shape)));
  if (['ReduceMean', 'ReduceMax', 'ReduceMin'].includes(node.op) && sizeOf(node.inputs[0]!.shape) > 0) return x;
  return undefined;
}

/**
 * Computes nodes of fills alone: their result is a fill again, one number instead of a full-size tensor. Gradient code makes
 * many of these (`onesLike`, `zerosLike`), and written out they would be most of a model's bytes.
 */
export function foldFills(node: GraphNode): Value[] | undefined {
  if (node.domain !== '' || node.outputs.length !== 1 || sizeOf(node.outputs[0].shape) === 0) return undefined;
  const number = folded(node);
  const exact = number === undefined ? undefined : rounded(node.outputs[0].dtype, number);
  return exact === undefined ? undefined : [fillValue(node.outputs[0].dtype, node.outputs[0].shape, exact)];
}
