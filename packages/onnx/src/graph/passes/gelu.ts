import { bothOrders, producer, repeatedNumber, sameValue } from '../pattern.js';
import type { RewriteContext } from '../rewrite.js';
import { apply, type GraphNode, type Value } from '../value.js';

interface Product {
  number: number;
  factors: Value[];
}

/** A value as one number times values, powers written out; products that something else needs too are left whole. */
function productOf(value: Value, uses: RewriteContext['uses'], root = false): Product {
  const number = repeatedNumber(value);
  if (number !== undefined) return { number, factors: [] };
  const whole = { number: 1, factors: [value] };
  if (!root && uses(value) !== 1) return whole;
  const multiply = producer(value, 'Mul');
  if (multiply) {
    const [a, b] = multiply.inputs.map((input) => productOf(input!, uses));
    return { number: a.number * b.number, factors: [...a.factors, ...b.factors] };
  }
  const divide = producer(value, 'Div');
  const by = repeatedNumber(divide?.inputs[1]);
  if (divide && by !== undefined) {
    const { number: n, factors } = productOf(divide.inputs[0]!, uses);
    return { number: n / by, factors };
  }
  const power = producer(value, 'Pow');
  const exponent = repeatedNumber(power?.inputs[1]);
  if (power && exponent !== undefined && Number.isInteger(exponent) && exponent > 0 && exponent < 4) {
    return { number: 1, factors: Array.from({ length: exponent }, () => power.inputs[0]!) };
  }
  return whole;
}

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-5 * Math.abs(b);
const isPower = (product: Product, number: number, x: Value, exponent: number) =>
  near(product.number, number) && product.factors.length === exponent && product.factors.every((factor) => sameValue(factor, x));

/** √(2/π) (x + 0.044715 x³). */
function isTanhArgument(value: Value, x: Value, uses: RewriteContext['uses']): boolean {
  const { number, factors } = productOf(value, uses);
  const sum = factors.length === 1 && uses(factors[0]) === 1 ? producer(factors[0], 'Add') : undefined;
  if (!sum || !near(number, Math.sqrt(2 / Math.PI))) return false;
  return bothOrders(sum).some(([linear, cubic]) => sameValue(linear, x) && isPower(productOf(cubic, uses), 0.044715, x, 3));
}

/** Fuses x/2 (1 + erf(x/√2)), or its tanh approximation, into one operator of ONNX Runtime. */
export function fuseGelu(node: GraphNode, { original, now, uses }: RewriteContext): Value[] | undefined {
  if (node.op !== 'Mul' || node.domain !== '' || node.outputs[0].dtype !== 'float32') return undefined;
  const root: Value = { ...node.outputs[0], source: { kind: 'node', node: original, output: 0 } };
  const { number, factors } = productOf(root, uses, true);
  if (number !== 0.5 || factors.length !== 2) return undefined;
  for (const [x, gate] of [factors, [...factors].reverse()]) {
    const sum = uses(gate) === 1 ? producer(gate, 'Add') : undefined;
    if (!sum || String(x.shape) !== String(node.outputs[0].shape)) continue;
    for (const [one, bent] of bothOrders(sum)) {
      if (repeatedNumber(one) !== 1 || uses(bent) !== 1) continue;
      const [erf, tanh] = [producer(bent, 'Erf'), producer(bent, 'Tanh')];
      if (erf && isPower(productOf(erf.inputs[0]!, uses), Math.SQRT1_2, x, 1)) return [apply('Gelu', [now(x)], node.outputs[0], {}, 'com.microsoft')];
      if (tanh && isTanhArgument(tanh.inputs[0]!, x, uses)) return [apply('FastGelu', [now(x)], node.outputs[0], {}, 'com.microsoft')];
    }
  }
  return undefined;
}
