import { producer, repeatedNumber } from '../pattern.js';
import type { RewriteContext } from '../rewrite.js';
import { apply, sizeOf, type GraphNode, type Value } from '../value.js';

/** Folds the addition of a bias to each row of a matrix product into `Gemm`, even after a reshape of the product's leading axes. */
export function fuseBias(node: GraphNode, { original, uses }: RewriteContext): Value[] | undefined {
  if (node.op !== 'Add' || node.domain !== '') return undefined;
  for (const at of [0, 1]) {
    const [sum, bias] = [node.inputs[at]!, node.inputs[1 - at]!];
    const reshape = producer(sum, 'Reshape');
    const product = reshape ? reshape.inputs[0]! : sum;
    const gemm = producer(product, 'Gemm');
    const before = original.inputs[at]!;
    const channels = product.shape[product.shape.length - 1];
    if (!gemm || gemm.inputs[2] || repeatedNumber(bias) !== undefined || String(sum.shape) !== String(node.outputs[0].shape)) continue;
    if (bias.shape.length !== 1 || sizeOf(bias.shape) !== channels || sum.shape[sum.shape.length - 1] !== channels) continue;
    if (uses(before) !== 1 || (reshape && uses(producer(before, 'Reshape')?.inputs[0] ?? before) !== 1)) continue;
    const added = apply('Gemm', [gemm.inputs[0], gemm.inputs[1], bias], { dtype: 'float32', shape: product.shape }, gemm.attributes);
    return [reshape ? apply('Reshape', [added, reshape.inputs[1]], node.outputs[0]) : added];
  }
  return undefined;
}
