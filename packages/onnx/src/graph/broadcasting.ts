import type { GraphNode } from './value.js';

/** Operators whose operands broadcast, so that a fill may enter them as a single number. */
const BROADCASTING = new Set([
  'Add', 'Sub', 'Mul', 'Div', 'Pow', 'Max', 'Min', 'Mod', 'Equal', 'Greater', 'Less', 'GreaterOrEqual', 'LessOrEqual', 'And', 'Or', 'Xor', 'Where',
]);

/** Whether a node broadcasts its operands and keeps its output shape when its fill inputs shrink to single numbers. */
export function takesFillsAsNumbers(node: GraphNode): boolean {
  if (node.domain !== '' || !BROADCASTING.has(node.op)) return false;
  const { shape } = node.outputs[0];
  const others = node.inputs.filter((input) => input!.source.kind !== 'fill').map((input) => input!.shape);
  return shape.every((size, axis) => size === 1 || others.some((other) => other[axis - shape.length + other.length] === size))
    && others.some((other) => other.length === shape.length);
}
