import { float, number, unaryTo, where } from './elementwise.js';
import { binary, cast, kernel, unary, type Kernel } from './kernel.js';

/** x > 0 → 1, NaN → NaN, else alpha. */
const step = kernel<'x', { alpha?: number }>(({ x }, { alpha = 0 }) => {
  const stepped = where(binary('Greater', float(x), number(0), 'bool'), number(1), number(alpha));
  return cast(where(unaryTo('IsNaN', float(x), 'bool'), float(x), stepped), x.dtype);
});

const SELU_ALPHA = 1.6732632423543772848170429916717;
const SELU_SCALE = 1.0507009873554804934193349852946;

/** Kernels of activation functions. */
export const activations: Record<string, Kernel> = {
  Sigmoid: kernel<'x', object>(({ x }) => unary('Sigmoid', float(x))),
  Softplus: kernel<'x', object>(({ x }) => unary('Softplus', float(x))),
  Relu: kernel<'x', object>(({ x }) => (x.dtype === 'float32' ? unary('Relu', x) : binary('Max', x, number(0, x.dtype)))),
  Relu6: kernel<'x', object>(({ x }) => binary('Min', binary('Max', x, number(0, x.dtype)), number(6, x.dtype))),
  LeakyRelu: kernel<'x', { alpha: number }>(({ x }, { alpha }) => unary('LeakyRelu', float(x), { alpha: { float: alpha } })),
  Prelu: kernel<'x' | 'alpha', object>(({ x, alpha }) => binary('PRelu', float(x), float(alpha))),
  Elu: kernel<'x', object>(({ x }) => unary('Elu', float(x))),
  EluGrad: kernel<'dy' | 'y', object>(({ dy, y }) =>
    where(binary('GreaterOrEqual', y, number(0), 'bool'), dy, binary('Mul', dy, binary('Add', y, number(1))))),
  Selu: kernel<'x', object>(({ x }) => unary('Selu', float(x), { alpha: { float: SELU_ALPHA }, gamma: { float: SELU_SCALE } })),
  Step: step,
  ClipByValue: kernel<'x', { clipValueMin: number; clipValueMax: number }>(({ x }, { clipValueMin, clipValueMax }) =>
    binary('Min', binary('Max', x, number(clipValueMin, x.dtype)), number(clipValueMax, x.dtype))),
};
