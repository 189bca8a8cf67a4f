import { reshape } from '../../kernels/kernel.js';
import { hostNumbers } from '../hostNumbers.js';
import { orderedNodes } from '../order.js';
import { sameValue } from '../pattern.js';
import { rewrite, type Rule } from '../rewrite.js';
import { apply, applyMany, constantValue, integers, type GraphNode, type Value } from '../value.js';

const isKnown = (value: Value | undefined) => value?.source.kind === 'constant' || value?.source.kind === 'fill';

/** Whether a node multiplies by constant weights and adds a constant bias, or none. */
const isLayer = ({ op, domain, attributes, inputs: [, right, bias] }: GraphNode) =>
  op === 'Gemm' && domain === '' && !attributes.transA && !attributes.transB && isKnown(right) && (!bias || (isKnown(bias) && bias.shape.length === 1));

/** Matrices with as many rows each, side by side. */
function sideBySide(matrices: readonly Value[], rows: number): Value {
  const widths = matrices.map(({ shape }) => shape[shape.length - 1]);
  const width = widths.reduce((sum, each) => sum + each, 0);
  const data = new Float32Array(rows * width);
  let start = 0;
  matrices.forEach((matrix, i) => {
    const numbers = hostNumbers(matrix) as Float32Array;
    for (let row = 0; row < rows; row++) data.set(numbers.subarray(row * widths[i], (row + 1) * widths[i]), row * width + start);
    start += widths[i];
  });
  return constantValue('float32', rows === 1 && matrices[0].shape.length === 1 ? [width] : [rows, width], data);
}

/** A layer, and the operator that divides its columns if nothing else reads them. */
interface Layer {
  node: GraphNode;
  division?: GraphNode;
}

/** Layers that read the same value, in groups of two or more. */
function groupsOf(outputs: readonly Value[]): Layer[][] {
  const nodes = orderedNodes(outputs);
  const readers = new Map<GraphNode, (GraphNode | undefined)[]>();
  const read = (value: Value | undefined, by?: GraphNode) => {
    if (value?.source.kind === 'node') readers.set(value.source.node, [...(readers.get(value.source.node) ?? []), by]);
  };
  for (const node of nodes) for (const input of node.inputs) read(input, node);
  for (const output of outputs) read(output);
  const groups: Layer[][] = [];
  for (const node of nodes.filter(isLayer)) {
    const [reader, ...others] = readers.get(node)!;
    const layer = { node, ...(others.length === 0 && reader?.op === 'Split' && reader.attributes.axis === 1 && { division: reader }) };
    const group = groups.find(([first]) => sameValue(first.node.inputs[0], node.inputs[0]) && !first.node.inputs[2] === !node.inputs[2]);
    if (group) group.push(layer);
    else groups.push([layer]);
  }
  return groups.filter(({ length }) => length > 1);
}

/** Columns of a matrix, so many at a time. A single row is divided as a vector, whose parts need no reshape where they meet a layer's channels. */
function divided(matrix: Value, widths: readonly number[]): Value[] {
  const [rows] = matrix.shape;
  if (rows > 1) return applyMany('Split', [matrix, integers(widths)], widths.map((width) => ({ dtype: 'float32', shape: [rows, width] })), { axis: 1 });
  const vectors = applyMany('Split', [reshape(matrix, [matrix.shape[1]]), integers(widths)], widths.map((width) => ({ dtype: 'float32', shape: [width] })), { axis: 0 });
  return vectors.map((vector, i) => reshape(vector, [1, widths[i]]));
}

/** One product for a group of layers, and what each layer, or its division, becomes. */
function merged(group: readonly Layer[], input: Value): [GraphNode, Value[]][] {
  const [rows, inner] = input.shape;
  const biases = group.flatMap(({ node: { inputs: [, , bias] } }) => (bias ? [bias] : []));
  const weights = sideBySide(group.map(({ node: { inputs: [, right] } }) => right!), inner);
  const product = apply('Gemm', [input, weights, biases.length > 0 ? sideBySide(biases, 1) : undefined], { dtype: 'float32', shape: [rows, weights.shape[1]] }, group[0].node.attributes);
  const ends = group.map(({ node, division }) => division ?? node);
  const pieces = ends.flatMap(({ outputs }) => outputs);
  const columns = divided(product, pieces.map(({ shape }) => shape[1]));
  return ends.map((end) => [end, columns.splice(0, end.outputs.length)]);
}

/**
 * Computes layers that read the same value, such as queries, keys and values of attention, or the modulations of all blocks, by one product, whose columns are then
 * divided. A column's numbers do not depend on those beside it.
 */
export function mergeParallelProducts(outputs: readonly Value[]): Value[] {
  const groups = groupsOf(outputs);
  if (groups.length === 0) return [...outputs];
  const groupOf = new Map(groups.flatMap((group) => group.map(({ node }) => [node, group] as const)));
  const results = new Map<GraphNode, Value[]>();
  const merge: Rule = (node, { original }) => {
    const group = groupOf.get(original);
    if (group && !results.has(group[0].division ?? group[0].node)) for (const [end, values] of merged(group, node.inputs[0]!)) results.set(end, values);
    return results.get(original);
  };
  return rewrite(outputs, [merge]);
}
