import { hostNumbers } from '../hostNumbers.js';
import { producer, reducedAlong, sameValue } from '../pattern.js';
import type { RewriteContext } from '../rewrite.js';
import { apply, type GraphNode, type Value } from '../value.js';

/** Whether a value is the largest of `x` along an axis, with or without the part that propagates NaN. */
function isMaximum(value: Value, x: Value, axis: number): boolean {
  const choice = producer(value, 'Where');
  if (!choice) return sameValue(reducedAlong(value, 'ReduceMax', axis), x);
  const missing = reducedAlong(producer(choice.inputs[0], 'Cast')?.inputs[0], 'ReduceMax', axis);
  const test = producer(producer(missing, 'Cast')?.inputs[0], 'IsNaN');
  return Boolean(test) && sameValue(test!.inputs[0], x) && sameValue(reducedAlong(choice.inputs[2], 'ReduceMax', axis), x);
}

/** Fuses exp(x) / Σ exp(x), with or without the maximum subtracted first, into one `Softmax`. */
export function fuseSoftmax(node: GraphNode, { original, now, uses }: RewriteContext): Value[] | undefined {
  if (node.op !== 'Div' || node.domain !== '') return undefined;
  const [powers, total] = [original.inputs[0]!, original.inputs[1]!];
  const [exp, sum] = [producer(powers, 'Exp'), producer(total, 'ReduceSum')];
  if (!exp || !sum || uses(powers) !== 2 || uses(total) !== 1) return undefined;
  const axis = Number(hostNumbers(sum.inputs[1]!)?.[0]);
  if (!sameValue(reducedAlong(total, 'ReduceSum', axis), powers)) return undefined;
  const exponent = exp.inputs[0]!;
  const shifted = producer(exponent, 'Sub');
  const plain = shifted && uses(exponent) === 1 && isMaximum(shifted.inputs[1]!, shifted.inputs[0]!, axis) ? shifted.inputs[0]! : exponent;
  return [apply('Softmax', [now(plain)], node.outputs[0], { axis })];
}
