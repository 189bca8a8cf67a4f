import { orderedNodes } from './order.js';
import type { GraphNode, Value } from './value.js';

/** What a rule can ask of the graph as it was before the rewrite. */
export interface RewriteContext {
  /** The node before its inputs were rewritten: patterns that reach further up are matched on it. */
  original: GraphNode;
  /** What a value of the original graph has become. */
  now(value: Value): Value;
  /** How many inputs and graph outputs read any output of the node that an original value comes from. */
  uses(value: Value): number;
}

/** Replaces a node, whose inputs have been rewritten already, by the values of its outputs, or leaves it (undefined). */
export type Rule = (node: GraphNode, context: RewriteContext) => Value[] | undefined;

function countUses(nodes: readonly GraphNode[], outputs: readonly Value[]): Map<GraphNode, number> {
  const counts = new Map<GraphNode, number>();
  for (const value of [...nodes.flatMap(({ inputs }) => inputs), ...outputs]) {
    if (value?.source.kind === 'node') counts.set(value.source.node, (counts.get(value.source.node) ?? 0) + 1);
  }
  return counts;
}

/** Rebuilds a graph from its inputs to its outputs, giving each node to the rules in turn; the first that answers wins. */
export function rewrite(outputs: readonly Value[], rules: readonly Rule[]): Value[] {
  const rewritten = new Map<GraphNode, Value[]>();
  const nodes = orderedNodes(outputs);
  const counts = countUses(nodes, outputs);
  const uses = ({ source }: Value) => (source.kind === 'node' ? counts.get(source.node) ?? 0 : 0);
  const now = (value: Value): Value => {
    if (value.source.kind !== 'node') return value;
    return rewritten.get(value.source.node)![value.source.output];
  };
  for (const original of nodes) {
    const node: GraphNode = { ...original, inputs: original.inputs.map((input) => input && now(input)) };
    let values: Value[] | undefined;
    for (const rule of rules) if ((values = rule(node, { original, now, uses }))) break;
    rewritten.set(original, values ?? node.outputs.map(({ dtype, shape }, output) => ({ dtype, shape, source: { kind: 'node', node, output } })));
  }
  return outputs.map(now);
}
