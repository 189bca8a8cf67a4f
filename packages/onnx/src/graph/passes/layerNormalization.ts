import { bothOrders, producer, reducedAlong, repeatedNumber, sameValue } from '../pattern.js';
import type { RewriteContext } from '../rewrite.js';
import { apply, fillValue, integers, sizeOf, type GraphNode, type Value } from '../value.js';

/** `[x − mean, its standard deviation]` of a division written as such, or as a product with the reciprocal. */
function quotient(node: GraphNode, uses: RewriteContext['uses']): [Value, Value][] {
  if (node.op === 'Div') return [[node.inputs[0]!, node.inputs[1]!]];
  if (node.op !== 'Mul') return [];
  return bothOrders(node).flatMap(([centered, factor]) => {
    const reciprocal = producer(factor, 'Reciprocal');
    return reciprocal && uses(factor) === 1 ? [[centered, reciprocal.inputs[0]!]] : [];
  });
}

/**
 * Fuses (x − mean) / √(variance + ε) over the last axis, written with plain operators, into one `LayerNormalization`, unless something
 * else needs an intermediate result, as a gradient does: that would be computed twice.
 */
export function fuseLayerNormalization(node: GraphNode, { original, now, uses }: RewriteContext): Value[] | undefined {
  for (const [centered, deviation] of quotient(original, uses)) {
    const sum = producer(producer(deviation, 'Sqrt')?.inputs[0], 'Add');
    const subtraction = producer(centered, 'Sub');
    if (!sum || !subtraction || centered.dtype !== 'float32') continue;
    const [x, mean] = [subtraction.inputs[0]!, subtraction.inputs[1]!];
    const last = x.shape.length - 1;
    if (!sameValue(reducedAlong(mean, 'ReduceMean', last), x) || uses(mean) !== 1 || String(x.shape) !== String(node.outputs[0].shape)) continue;
    for (const [variance, offset] of bothOrders(sum)) {
      const epsilon = repeatedNumber(offset);
      const squares = reducedAlong(variance, 'ReduceMean', last);
      const [product, power] = [producer(squares, 'Mul'), producer(squares, 'Pow')];
      const squared = product ? product.inputs.every((input) => sameValue(input, centered))
        : power !== undefined && sameValue(power.inputs[0], centered) && repeatedNumber(power.inputs[1]) === 2;
      const inner = [deviation, producer(deviation, 'Sqrt')!.inputs[0]!, variance];
      if (epsilon === undefined || !squared || inner.some((value) => uses(value) !== 1) || uses(squares!) !== 1) continue;
      if (uses(centered) !== (product ? 3 : 2)) continue;
      const ones = fillValue('float32', [x.shape[last]], 1);
      return [apply('LayerNormalization', [now(x), ones], node.outputs[0], { axis: -1, epsilon: { float: epsilon } })];
    }
  }
  return undefined;
}

function affine(node: GraphNode, { original, uses }: RewriteContext, highestRank: number): Value[] | undefined {
  if ((node.op !== 'Mul' && node.op !== 'Add') || node.domain !== '') return undefined;
  for (const at of [0, 1]) {
    const normalization = producer(node.inputs[at], 'LayerNormalization');
    const factor = node.inputs[1 - at]!;
    if (!normalization || uses(original.inputs[at]!) !== 1 || String(node.inputs[at]!.shape) !== String(node.outputs[0].shape)) continue;
    const channels = node.outputs[0].shape[node.outputs[0].shape.length - 1];
    if (factor.shape[factor.shape.length - 1] !== channels || sizeOf(factor.shape) !== channels || factor.shape.length > highestRank) continue;
    const [x, scale, offset] = normalization.inputs;
    if (offset || (node.op === 'Mul' && repeatedNumber(scale) !== 1)) continue;
    const vector = factor.shape.length === 1 ? factor : apply('Reshape', [factor, integers([channels])], { dtype: factor.dtype, shape: [channels] });
    const inputs = node.op === 'Mul' ? [x, vector] : [x, scale, vector];
    return [apply('LayerNormalization', inputs, node.outputs[0], normalization.attributes)];
  }
  return undefined;
}

/** Folds a scale, then an offset, of the last axis into the `LayerNormalization` before it. */
export function fuseScaleAndOffset(node: GraphNode, context: RewriteContext): Value[] | undefined {
  return affine(node, context, 1);
}

/** The same for the modulation of a batch of one, whose shape has ones before the channels. */
export function fuseModulation(node: GraphNode, context: RewriteContext): Value[] | undefined {
  return affine(node, context, Infinity);
}
