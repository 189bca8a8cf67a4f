import { takesFillsAsNumbers } from '../graph/broadcasting.js';
import { filledNumbers } from '../graph/hostNumbers.js';
import { orderedNodes } from '../graph/order.js';
import { integers, sizeOf, type GraphNode, type Numbers, type Value } from '../graph/value.js';
import type { ModelDescription } from './writer.js';

/** The opset that recorded operators follow (ONNX 1.12, the newest that Debian's reference checker knows). */
export const OPSET = 17;

/** Results of nodes that are graph outputs get the output's name (the first, if there are several), so that nothing is copied. */
function namesOfResults(outputs: readonly { name: string; value: Value }[]): Map<GraphNode, Map<number, string>> {
  const names = new Map<GraphNode, Map<number, string>>();
  for (const { name, value: { source } } of outputs) {
    if (source.kind !== 'node') continue;
    if (!names.has(source.node)) names.set(source.node, new Map());
    const named = names.get(source.node)!;
    if (!named.has(source.output)) named.set(source.output, name);
  }
  return names;
}

/**
 * Names everything in a graph and lays it out for {@link writeModel}. Fills become scalars if the operator broadcasts them and
 * `Expand` nodes of one number elsewhere, never full-size constants.
 *
 * @param inputs the graph's inputs in the order of the model's, including those that nothing reads
 */
export function describeModel(inputs: readonly Value[], outputs: readonly { name: string; value: Value }[]): ModelDescription {
  const constants: ModelDescription['constants'] = [];
  const nodes: ModelDescription['nodes'] = [];
  const nodeNames = new Map<GraphNode, string[]>();
  const constantNames = new Map<string, string>();
  const dataIds = new Map<Numbers, number>();
  const constant = (key: string, dtype: Value['dtype'], shape: number[], data: () => Numbers): string => {
    let name = constantNames.get(key);
    if (!name) {
      constantNames.set(key, (name = `constant_${constants.length}`));
      constants.push({ name, dtype, shape, data: data() });
    }
    return name;
  };
  const scalar = (dtype: Value['dtype'], number: number) =>
    constant(`${dtype} ${Object.is(number, -0) ? '-0' : number}`, dtype, [], () => filledNumbers(dtype, 1, number));
  const nameOf = (value: Value | undefined, broadcast = false): string => {
    if (!value) return '';
    const { source, dtype, shape } = value;
    if (source.kind === 'input') return source.name;
    if (source.kind === 'node') return nodeNames.get(source.node)![source.output];
    if (source.kind === 'constant') {
      // Long constants are distinguished by identity; the same numbers in another shape are another constant.
      if (source.data.length > 16 && !dataIds.has(source.data)) dataIds.set(source.data, dataIds.size);
      const numbers = source.data.length <= 16 ? Array.from(source.data as Iterable<number | bigint>, String).join() : `data ${dataIds.get(source.data)}`;
      return constant(`${dtype} [${shape}] ${numbers}`, dtype, shape, () => source.data);
    }
    if (broadcast || shape.length === 0) return scalar(dtype, source.number);
    if (sizeOf(shape) <= 16) return constant(`${dtype} [${shape}] all ${source.number}`, dtype, shape, () => filledNumbers(dtype, sizeOf(shape), source.number));
    const name = `fill_${nodes.length}`;
    nodes.push({ op: 'Expand', domain: '', name, inputs: [scalar(dtype, source.number), nameOf(integers(shape))], outputs: [name], attributes: {} });
    return name;
  };
  const outputNames = namesOfResults(outputs);
  for (const node of orderedNodes(outputs.map(({ value }) => value))) {
    const broadcast = takesFillsAsNumbers(node);
    const names = node.inputs.map((input) => nameOf(input, broadcast));
    const name = `${node.op}_${nodes.length}`;
    const results = node.outputs.map((_, i) => outputNames.get(node)?.get(i) ?? (node.outputs.length > 1 ? `${name}_${i}` : name));
    nodeNames.set(node, results);
    nodes.push({ op: node.op, domain: node.domain, name, inputs: names, outputs: results, attributes: node.attributes });
  }
  for (const { name, value } of outputs) {
    // An output needs its own name, even if it is also an input, a constant or another output.
    const from = nameOf(value);
    if (from !== name) nodes.push({ op: 'Identity', domain: '', name: `output_${name}`, inputs: [from], outputs: [name], attributes: {} });
  }
  return {
    inputs: inputs.map((value) => ({ name: (value.source as { name: string }).name, dtype: value.dtype, shape: value.shape })),
    outputs: outputs.map(({ name, value }) => ({ name, dtype: value.dtype, shape: value.shape })),
    constants,
    nodes,
    opset: OPSET,
  };
}
