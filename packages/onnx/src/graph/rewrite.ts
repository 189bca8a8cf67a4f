import { orderedNodes } from './order.js';
import type { GraphNode, Value } from './value.js';

/** Replaces a node, whose inputs have been rewritten already, by the values of its outputs, or leaves it (undefined). */
export type Rule = (node: GraphNode) => Value[] | undefined;

/** Rebuilds a graph from its inputs to its outputs, giving each node to the rules in turn; the first that answers wins. */
export function rewrite(outputs: readonly Value[], rules: readonly Rule[]): Value[] {
  const rewritten = new Map<GraphNode, Value[]>();
  const now = (value: Value): Value => {
    if (value.source.kind !== 'node') return value;
    return rewritten.get(value.source.node)![value.source.output];
  };
  for (const old of orderedNodes(outputs)) {
    const node: GraphNode = { ...old, inputs: old.inputs.map((input) => input && now(input)) };
    let values: Value[] | undefined;
    for (const rule of rules) if ((values = rule(node))) break;
    rewritten.set(old, values ?? node.outputs.map(({ dtype, shape }, output) => ({ dtype, shape, source: { kind: 'node', node, output } })));
  }
  return outputs.map(now);
}
