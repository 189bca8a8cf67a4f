import { takesFillsAsNumbers } from '../graph/broadcasting.js';
import { orderedNodes } from '../graph/order.js';
import { mergeCommonSubexpressions } from '../graph/passes/commonSubexpressions.js';
import { rewrite } from '../graph/rewrite.js';
import { fillValue, type GraphNode, type Value } from '../graph/value.js';
import { expressedConstant } from './constants.js';
import { expressions } from './expressions.js';
import { sizesOf, type DynamicSize } from './polynomial.js';

/** A graph recorded at one choice of sizes. */
export interface Recording {
  inputs: readonly Value[];
  outputs: readonly Value[];
}

const shapesOf = (node: GraphNode) => node.inputs.map((input) => (input ? `${input.dtype}[${input.shape}]` : 'none')).join(', ');

/**
 * One graph for all sizes, from the same function recorded at several: node by node the recordings must agree, and constants that differ
 * (shapes to take, ends of slices, counts in a mean) become expressions of the inputs' sizes.
 *
 * @throws Error naming the operator that depends on a size in a way that cannot be expressed
 */
export function symbolize(recordings: readonly Recording[], symbols: readonly DynamicSize[]): Value[] {
  const names = symbols.map(({ name }) => `'${name}'`).join(', ');
  const at = (index: number) => `${symbols.map(({ name }, k) => `${name} = ${sizesOf(symbols, index)[k]}`).join(', ')}`;
  const [first] = recordings;
  const make = expressions(symbols, first.inputs);
  const orders = recordings.map(({ outputs }) => orderedNodes(outputs));
  const positions = orders.map((nodes) => new Map(nodes.map((node, i) => [node, i])));
  const rebuilt: Value[][] = [];

  const join = (values: readonly (Value | undefined)[], reader: string, asNumber = false): Value => {
    const [value] = values as Value[];
    const kinds = new Set(values.map((each) => each!.source.kind));
    if (value.source.kind === 'input' && kinds.size === 1) return value;
    if (value.source.kind === 'node' && kinds.size === 1) {
      const places = values.map((each, i) => {
        const source = each!.source as { node: GraphNode; output: number };
        return `${positions[i].get(source.node)}.${source.output}`;
      });
      if (places.every((place) => place === places[0])) return rebuilt[positions[0].get(value.source.node)!][value.source.output];
    } else if (!kinds.has('node') && !kinds.has('input')) {
      // A fill that its reader broadcasts is one number, whatever its shape.
      const numbers = asNumber && kinds.size === 1 && kinds.has('fill')
        ? values.map((each) => fillValue(each!.dtype, [], (each!.source as { number: number }).number)) : (values as Value[]);
      const expressed = expressedConstant(numbers, make);
      if (expressed) return expressed;
    }
    throw new Error(`${reader} depends on the size of ${names} in a way that cannot be expressed in a model of dynamic sizes`);
  };

  orders[0].forEach((node, i) => {
    const nodes = orders.map((order) => order[i] as GraphNode | undefined);
    nodes.forEach((other, recording) => {
      const equal = other && other.op === node.op && other.domain === node.domain && other.inputs.length === node.inputs.length
        && other.outputs.length === node.outputs.length && JSON.stringify(other.attributes) === JSON.stringify(node.attributes);
      if (!equal) {
        throw new Error(`the function does something else at another size of ${names}: ${node.op}(${shapesOf(node)}) at ${at(0)}, `
          + `${other ? `${other.op}(${shapesOf(other)})` : 'nothing more'} at ${at(recording)}`);
      }
    });
    const asNumbers = nodes.every((each) => takesFillsAsNumbers(each!));
    const inputs = node.inputs.map((input, k) => input && join(nodes.map((each) => each!.inputs[k]), `${node.op}(${shapesOf(node)})`, asNumbers));
    const joined: GraphNode = { ...node, inputs };
    rebuilt.push(node.outputs.map(({ dtype, shape }, output) => ({ dtype, shape, source: { kind: 'node', node: joined, output } })));
  });
  const longer = orders.findIndex((order) => order.length !== orders[0].length);
  if (longer >= 0) throw new Error(`the function does more at ${at(longer)} than at ${at(0)}: a loop over an axis of dynamic size cannot be expressed`);
  const outputs = first.outputs.map((_, k) => join(recordings.map((recording) => recording.outputs[k]), 'an output'));
  return rewrite(outputs, [mergeCommonSubexpressions()]);
}
