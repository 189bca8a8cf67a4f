import { hostNumbers } from './hostNumbers.js';
import type { GraphNode, Value } from './value.js';

/** The standard node of the given operator whose first output a value is. */
export function producer(value: Value | undefined, op: string): GraphNode | undefined {
  if (value?.source.kind !== 'node' || value.source.output !== 0) return undefined;
  const { node } = value.source;
  return node.op === op && node.domain === '' ? node : undefined;
}

/** The one number that a value repeats. */
export function repeatedNumber(value: Value | undefined): number | undefined {
  return value?.source.kind === 'fill' ? value.source.number : undefined;
}

/** Whether two values are the same result, not merely equal numbers. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (!a || !b) return false;
  if (a.source.kind === 'node' && b.source.kind === 'node') return a.source.node === b.source.node && a.source.output === b.source.output;
  if (a.source.kind === 'input' && b.source.kind === 'input') return a.source.name === b.source.name;
  return a === b;
}

/** Both orders of a commutative node's two inputs. */
export function bothOrders({ inputs }: GraphNode): [Value, Value][] {
  return [[inputs[0]!, inputs[1]!], [inputs[1]!, inputs[0]!]];
}

/** The input of a reduction of one axis that keeps it as 1; undefined for any other node. */
export function reducedAlong(value: Value | undefined, op: string, axis: number): Value | undefined {
  const node = producer(value, op);
  if (!node || node.attributes.keepdims !== 1) return undefined;
  const given = (node.attributes.axes as number[] | undefined) ?? Array.from(node.inputs[1] ? hostNumbers(node.inputs[1]) ?? [] : [], Number);
  return given.length === 1 && given[0] === axis ? node.inputs[0] : undefined;
}
