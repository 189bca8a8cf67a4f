import { apply, fillValue, type GraphNode, type Value } from '../value.js';
import { binary, cast, reshape, transpose, unary } from '../../kernels/kernel.js';

const number = (value: number) => fillValue('float32', [], value);
const times = (a: Value, b: Value) => binary('Mul', a, b);
const turned = (x: Value) => transpose(x, [...x.shape.slice(0, -2).keys(), x.shape.length - 1, x.shape.length - 2]);
const floatOf = (attribute: GraphNode['attributes'][string] | undefined, otherwise: number) => (attribute as { float: number } | undefined)?.float ?? otherwise;

function product(a: Value, b: Value, node: GraphNode): Value {
  const [left, right] = [node.attributes.transA ? turned(a) : a, node.attributes.transB ? turned(b) : b];
  const plain = apply('MatMul', [left, right], node.outputs[0]);
  const alpha = floatOf(node.attributes.alpha, 1);
  return alpha === 1 ? plain : times(plain, number(alpha));
}

/** Attention of several heads over `[batch, tokens, channels]`, without masks. */
function attention([query, key, value]: Value[], node: GraphNode): Value {
  const heads = node.attributes.num_heads as number;
  const split = (x: Value, perm: number[]) => {
    const [batch, tokens, channels] = x.shape;
    return transpose(reshape(x, [batch, tokens, heads, channels / heads]), perm);
  };
  const scale = floatOf(node.attributes.scale, 1 / Math.sqrt(query.shape[2] / heads));
  const [q, k, v] = [split(query, [0, 2, 1, 3]), split(key, [0, 2, 3, 1]), split(value, [0, 2, 1, 3])];
  const logits = apply('MatMul', [times(q, number(scale)), k], { dtype: 'float32', shape: [...q.shape.slice(0, 3), k.shape[3]] });
  const weights = apply('Softmax', [logits], { dtype: 'float32', shape: logits.shape }, { axis: -1 });
  const mixed = apply('MatMul', [weights, v], { dtype: 'float32', shape: [...q.shape.slice(0, 3), v.shape[3]] });
  return reshape(transpose(mixed, [0, 2, 1, 3]), node.outputs[0].shape);
}

/**
 * Replaces ONNX Runtime's own operators by those of the ONNX standard.
 *
 * @throws Error naming an operator for which there is no replacement
 */
export function toStandardOperators(node: GraphNode): Value[] | undefined {
  if (node.domain === '') return undefined;
  const inputs = node.inputs.map((input) => input!);
  const [x] = inputs;
  if (node.op === 'FusedMatMul') return [product(inputs[0], inputs[1], node)];
  if (node.op === 'QuickGelu') return [times(x, unary('Sigmoid', times(x, number(floatOf(node.attributes.alpha, 1.702)))))];
  if (node.op === 'Gelu') return [times(times(x, number(0.5)), binary('Add', unary('Erf', times(x, number(Math.SQRT1_2))), number(1)))];
  if (node.op === 'FastGelu' && inputs.length === 1) {
    const cubic = times(times(times(x, x), x), number(0.044715));
    const bent = unary('Tanh', times(binary('Add', x, cubic), number(Math.sqrt(2 / Math.PI))));
    return [times(times(x, number(0.5)), binary('Add', bent, number(1)))];
  }
  if (node.op === 'MultiHeadAttention' && inputs.length === 3) return [cast(attention(inputs, node), node.outputs[0].dtype)];
  throw new Error(`${node.domain}.${node.op} has no equal among the operators of the ONNX standard: leave out 'portable', or the operation`);
}

/** Replaces some of ONNX Runtime's own operators, by name, as {@link toStandardOperators} replaces all of them. */
export const writeOut = (operators: readonly string[]) => (node: GraphNode): Value[] | undefined =>
  (node.domain !== '' && operators.includes(node.op) ? toStandardOperators(node) : undefined);
