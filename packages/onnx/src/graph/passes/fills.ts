import { fillValue, sizeOf, type GraphNode, type Value } from '../value.js';

const UNARY: Record<string, (x: number) => number> = {
  Neg: (x) => -x, Abs: Math.abs, Exp: Math.exp, Log: Math.log, Sqrt: Math.sqrt, Reciprocal: (x) => 1 / x, Tanh: Math.tanh,
  Sin: Math.sin, Cos: Math.cos, Floor: Math.floor, Ceil: Math.ceil, Sign: Math.sign, Identity: (x) => x,
  Sigmoid: (x) => 1 / (1 + Math.exp(-x)), Relu: (x) => Math.max(0, x), Not: (x) => Number(!x),
};

const BINARY: Record<string, (x: number, y: number) => number> = {
  Add: (x, y) => x + y, Sub: (x, y) => x - y, Mul: (x, y) => x * y, Max: Math.max, Min: Math.min, Pow: Math.pow,
  Equal: (x, y) => Number(x === y), Greater: (x, y) => Number(x > y), Less: (x, y) => Number(x < y),
  GreaterOrEqual: (x, y) => Number(x >= y), LessOrEqual: (x, y) => Number(x <= y), And: (x, y) => Number(x && y), Or: (x, y) => Number(x || y),
};

/** Operators that only move elements of their first input about, so that a fill stays one. */
const MOVES = new Set(['Reshape', 'Transpose', 'Expand', 'Slice', 'Tile', 'Gather', 'GatherElements', 'Squeeze', 'Unsqueeze']);

const fillOf = (value: Value | undefined): number | undefined => (value?.source.kind === 'fill' ? value.source.number : undefined);

/** Rounds to what the type can hold, as the operator itself would; undefined where an integer result would overflow. */
function rounded(dtype: string, number: number): number | undefined {
  if (dtype === 'float32') return Math.fround(number);
  return Number.isInteger(number) && Math.abs(number) <= 0x7fffffff ? number : undefined;
}

function folded(node: GraphNode): number | undefined {
  const [x, y] = [fillOf(node.inputs[0]), fillOf(node.inputs[1])];
  if (x === undefined) return undefined;
  if (MOVES.has(node.op)) return x;
  if (node.op === 'Cast') return node.outputs[0].dtype === 'bool' ? Number(x !== 0) : node.outputs[0].dtype === 'int32' ? Math.trunc(x) : x;
  if (node.op === 'Div' && y !== undefined) return node.outputs[0].dtype === 'float32' ? x / y : y === 0 ? undefined : Math.trunc(x / y);
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
