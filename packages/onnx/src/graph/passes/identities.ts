import { apply, type GraphNode, type Value } from '../value.js';

const sameShape = (a: readonly number[], b: readonly number[]) => a.length === b.length && a.every((size, i) => size === b[i]);
const isFill = (value: Value | undefined, number: number) => value?.source.kind === 'fill' && value.source.number === number;

/** For `op`, the number that leaves the other operand as it is, and whether it may also be the left operand. */
const NEUTRAL: Record<string, { number: number; left: boolean }> = {
  Add: { number: 0, left: true },
  Sub: { number: 0, left: false },
  Mul: { number: 1, left: true },
  Div: { number: 1, left: false },
  Pow: { number: 1, left: false },
};

/**
 * Drops operators that change nothing: x + 0, x · 1, x / 1, casts to the same type, reshapes to the same shape, transpositions
 * that move nothing; and merges a reshape of a reshape. (x + 0 turns −0 into 0; nothing that users compute tells them apart.)
 */
export function dropIdentities(node: GraphNode): Value[] | undefined {
  const [x, y] = node.inputs;
  const [output] = node.outputs;
  if (!x || node.domain !== '') return undefined;
  const unchanged = (value: Value) => sameShape(value.shape, output.shape) && value.dtype === output.dtype;
  const neutral = NEUTRAL[node.op];
  if (neutral && y) {
    if (isFill(y, neutral.number) && unchanged(x)) return [x];
    if (neutral.left && isFill(x, neutral.number) && unchanged(y)) return [y];
  }
  if (['Identity', 'Cast', 'Reshape', 'Expand'].includes(node.op) && unchanged(x)) return [x];
  if (node.op === 'Transpose' && (node.attributes.perm as number[]).every((from, to) => from === to)) return [x];
  if (node.op === 'Reshape' && x.source.kind === 'node' && x.source.node.op === 'Reshape') {
    const origin = x.source.node.inputs[0]!;
    return [unchanged(origin) ? origin : apply('Reshape', [origin, y], output)];
  }
  return undefined;
}
