import type { Rule } from '../rewrite.js';
import type { GraphNode, Value } from '../value.js';

/**
 * A rule that gives equal nodes (same operator, attributes and inputs) one result. Each call makes a rule with its own memory,
 * for one graph. Operators that draw random numbers are not recorded, so that equal nodes always have equal results.
 */
export function mergeCommonSubexpressions(): Rule {
  const nodes = new Map<string, Value[]>();
  const nodeIds = new Map<GraphNode, number>();
  const dataIds = new Map<object, number>();
  const idIn = <K extends object>(ids: Map<K, number>, key: K): number => {
    if (!ids.has(key)) ids.set(key, ids.size);
    return ids.get(key)!;
  };
  const name = (value: Value | undefined): string => {
    if (!value) return '-';
    const { source, dtype, shape } = value;
    if (source.kind === 'node') return `n${idIn(nodeIds, source.node)}.${source.output}`;
    if (source.kind === 'input') return `i${source.name}`;
    if (source.kind === 'fill') return `f${dtype}[${shape}]${Object.is(source.number, -0) ? '-0' : source.number}`;
    // Long constants are compared by identity: hashing megabytes would cost more than it saves.
    if (source.data.length <= 16) return `c${dtype}[${shape}]${Array.from(source.data as Iterable<number | bigint>, String).join()}`;
    return `d${idIn(dataIds, source.data)}[${shape}]`;
  };
  return (node) => {
    const key = [node.domain, node.op, JSON.stringify(node.attributes), JSON.stringify(node.outputs), ...node.inputs.map(name)].join('|');
    const found = nodes.get(key);
    if (found) return found;
    nodes.set(key, node.outputs.map(({ dtype, shape }, output) => ({ dtype, shape, source: { kind: 'node', node, output } })));
    return nodes.get(key);
  };
}
