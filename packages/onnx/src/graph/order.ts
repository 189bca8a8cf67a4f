import type { GraphNode, Value } from './value.js';

/** The nodes that the given values need, each after those it reads. Nodes that nothing needs do not appear: dead code drops out here. */
export function orderedNodes(outputs: readonly Value[]): GraphNode[] {
  const order: GraphNode[] = [];
  const seen = new Set<GraphNode>();
  // An explicit stack: a training step's graph is deeper than the call stack.
  const stack: { node: GraphNode; next: number }[] = [];
  const visit = (value: Value | undefined) => {
    if (value?.source.kind !== 'node' || seen.has(value.source.node)) return;
    seen.add(value.source.node);
    stack.push({ node: value.source.node, next: 0 });
  };
  for (const output of outputs) {
    visit(output);
    while (stack.length) {
      const top = stack[stack.length - 1];
      if (top.next < top.node.inputs.length) visit(top.node.inputs[top.next++]);
      else order.push(stack.pop()!.node);
    }
  }
  return order;
}
