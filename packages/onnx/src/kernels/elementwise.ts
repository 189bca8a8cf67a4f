import { apply, fillValue, type DataType, type Value } from '../graph/value.js';
import { binary, broadcastShape, cast, kernel, reshape, unary, type Kernel } from './kernel.js';

/** One number, which broadcasts. */
export const number = (value: number, dtype: DataType = 'float32') => fillValue(dtype, [], value);
/** Floating-point functions take integers too, as TensorFlow.js does. */
export const float = (x: Value) => cast(x, 'float32');
const unaryKernel = (op: string, floating = true) => kernel<'x', object>(({ x }) => unary(op, floating ? float(x) : x));

/** `then` where the condition holds, `otherwise` elsewhere; all broadcast. */
export const where = (condition: Value, then: Value, otherwise: Value): Value => {
  if (then.dtype === 'bool') return cast(where(condition, cast(then, 'int32'), cast(otherwise, 'int32')), 'bool');
  const shape = broadcastShape(condition.shape, broadcastShape(then.shape, otherwise.shape));
  return apply('Where', [cast(condition, 'bool'), then, otherwise], { dtype: then.dtype, shape });
};

const arithmetic = (op: string) => kernel<'a' | 'b', object>(({ a, b }) =>
  (a.dtype === 'bool' ? cast(binary(op, cast(a, 'int32'), cast(b, 'int32')), 'bool') : binary(op, a, b)));

/** Floor division: rounds towards −∞, where ONNX's integer Div rounds towards 0. */
const floorDivide = kernel<'a' | 'b', object>(({ a, b }) => cast(unary('Floor', binary('Div', float(a), float(b))), a.dtype));

const comparison = (op: string) => kernel<'a' | 'b', object>(({ a, b }) => {
  const plain = a.dtype === 'bool' && op !== 'Equal' ? [cast(a, 'int32'), cast(b, 'int32')] : [a, b];
  return binary(op, plain[0], plain[1], 'bool');
});
const not = (x: Value) => unary('Not', cast(x, 'bool'));
const logical = (op: string) => kernel<'a' | 'b', object>(({ a, b }) => binary(op, cast(a, 'bool'), cast(b, 'bool'), 'bool'));

/** TensorFlow.js's remainder has the sign of the divisor. */
const modulo = kernel<'a' | 'b', object>(({ a, b }) => {
  if (a.dtype === 'int32') return binary('Mod', a, b);
  const fmod = apply('Mod', [a, b], { dtype: 'float32', shape: broadcastShape(a.shape, b.shape) }, { fmod: 1 });
  const opposite = binary('Less', binary('Mul', fmod, b), number(0), 'bool');
  return where(opposite, binary('Add', fmod, b), fmod);
});

/** The larger (or smaller) operand; NaN if either is, as in TensorFlow.js. */
const extreme = (op: 'Max' | 'Min') => kernel<'a' | 'b', object>(({ a, b }) =>
  (a.dtype === 'bool' ? cast(binary(op, cast(a, 'int32'), cast(b, 'int32')), 'bool') : binary(op, a, b)));

/** Element-wise operator of one operand with a result of another type. */
export function unaryTo(op: string, x: Value, dtype: DataType): Value {
  return apply(op, [x], { dtype, shape: x.shape });
}

/** Power, by the rules of TensorFlow.js: integers stay integers. */
const power = kernel<'a' | 'b', object>(({ a, b }) => {
  if (a.dtype === 'float32' && b.source.kind === 'fill' && b.source.number === 2) return binary('Mul', a, a);
  return binary('Pow', a, b);
});

/** Element-wise kernels. */
export const elementwise: Record<string, Kernel> = {
  Add: arithmetic('Add'),
  Sub: arithmetic('Sub'),
  Multiply: arithmetic('Mul'),
  RealDiv: kernel<'a' | 'b', object>(({ a, b }) => binary('Div', float(a), float(b))),
  FloorDiv: floorDivide,
  Mod: modulo,
  Maximum: extreme('Max'),
  Minimum: extreme('Min'),
  Pow: power,
  SquaredDifference: kernel<'a' | 'b', object>(({ a, b }) => {
    const difference = binary('Sub', a, b);
    return binary('Mul', difference, difference);
  }),
  AddN: kernel<string, object>((inputs) => Object.values(inputs).reduce((sum, x) => binary('Add', sum, x))),
  Atan2: kernel<'a' | 'b', object>(({ a, b }) => {
    const [y, x] = [float(a), float(b)];
    const base = unary('Atan', binary('Div', y, x));
    const turn = where(binary('GreaterOrEqual', y, number(0), 'bool'), number(Math.PI), number(-Math.PI));
    const left = binary('Less', x, number(0), 'bool');
    const onAxis = where(binary('Greater', y, number(0), 'bool'), number(Math.PI / 2),
      where(binary('Less', y, number(0), 'bool'), number(-Math.PI / 2), where(unaryTo('IsNaN', y, 'bool'), y, number(0))));
    return where(binary('Equal', x, number(0), 'bool'), onAxis, where(left, binary('Add', base, turn), base));
  }),

  Equal: comparison('Equal'),
  NotEqual: kernel<'a' | 'b', object>(({ a, b }) => not(binary('Equal', a, b, 'bool'))),
  Greater: comparison('Greater'),
  GreaterEqual: comparison('GreaterOrEqual'),
  Less: comparison('Less'),
  LessEqual: comparison('LessOrEqual'),
  LogicalAnd: logical('And'),
  LogicalOr: logical('Or'),
  LogicalXor: logical('Xor'),
  LogicalNot: kernel<'x', object>(({ x }) => not(x)),
  Select: kernel<'condition' | 't' | 'e', object>(({ condition, t, e }) => {
    // A condition of rank 1 chooses rows.
    const { shape } = condition;
    const rows = shape.length === 1 && t.shape.length > 1;
    return where(rows ? reshape(condition, [shape[0], ...t.shape.slice(1).map(() => 1)]) : condition, t, e);
  }),

  Abs: unaryKernel('Abs', false),
  Neg: unaryKernel('Neg', false),
  Sign: kernel<'x', object>(({ x }) => where(unaryTo('IsNaN', float(x), 'bool'), number(0), unary('Sign', float(x)))),
  Ceil: unaryKernel('Ceil'),
  Floor: unaryKernel('Floor'),
  Round: kernel<'x', object>(({ x }) => (x.dtype === 'float32' ? unary('Round', x) : x)),
  Exp: unaryKernel('Exp'),
  Expm1: kernel<'x', object>(({ x }) => {
    // Near 0 the difference loses digits: there the series x + x²/2 + x³/6 is exact to single precision.
    const [y, half] = [float(x), number(0.5)];
    const series = binary('Mul', y, binary('Add', number(1), binary('Mul', y, binary('Add', half, binary('Mul', y, number(1 / 6))))));
    return where(binary('Less', unary('Abs', y), number(1e-2), 'bool'), series, binary('Sub', unary('Exp', y), number(1)));
  }),
  Log: unaryKernel('Log'),
  Log1p: kernel<'x', object>(({ x }) => {
    const y = float(x);
    const series = binary('Mul', y, binary('Sub', number(1), binary('Mul', y, binary('Sub', number(0.5), binary('Mul', y, number(1 / 3))))));
    return where(binary('Less', unary('Abs', y), number(1e-2), 'bool'), series, unary('Log', binary('Add', y, number(1))));
  }),
  Sqrt: unaryKernel('Sqrt'),
  Rsqrt: kernel<'x', object>(({ x }) => unary('Reciprocal', unary('Sqrt', float(x)))),
  Reciprocal: unaryKernel('Reciprocal'),
  Square: kernel<'x', object>(({ x }) => binary('Mul', x, x)),
  Sin: unaryKernel('Sin'),
  Cos: unaryKernel('Cos'),
  Tan: unaryKernel('Tan'),
  Asin: unaryKernel('Asin'),
  Acos: unaryKernel('Acos'),
  Atan: unaryKernel('Atan'),
  Sinh: unaryKernel('Sinh'),
  Cosh: unaryKernel('Cosh'),
  Tanh: unaryKernel('Tanh'),
  Asinh: unaryKernel('Asinh'),
  Acosh: unaryKernel('Acosh'),
  Atanh: unaryKernel('Atanh'),
  Erf: unaryKernel('Erf'),
  IsNan: kernel<'x', object>(({ x }) => unaryTo('IsNaN', float(x), 'bool')),
  IsInf: kernel<'x', object>(({ x }) => unaryTo('IsInf', float(x), 'bool')),
  IsFinite: kernel<'x', object>(({ x }) => not(binary('Or', unaryTo('IsNaN', float(x), 'bool'), unaryTo('IsInf', float(x), 'bool'), 'bool'))),
  Cast: kernel<'x', { dtype: DataType }>(({ x }, { dtype }) => cast(x, dtype)),
};
