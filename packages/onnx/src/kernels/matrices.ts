import { apply, fillValue, sizeOf, type Value } from '../graph/value.js';
import { binary, broadcastShape, cast, kernel, reshape, transpose, unary, type Kernel } from './kernel.js';

/** Domain of ONNX Runtime's own operators. */
export const RUNTIME_DOMAIN = 'com.microsoft';

/** ONNX Runtime multiplies matrices of integers too, but only by its plain operator. */
function integerProduct(a: Value, b: Value, transposeA: boolean, transposeB: boolean): Value {
  const turned = (x: Value) => transpose(x, [...x.shape.slice(0, -2).keys(), x.shape.length - 1, x.shape.length - 2]);
  const [left, right] = [transposeA ? turned(a) : a, transposeB ? turned(b) : b].map((x) => cast(x, 'int32'));
  const batch = broadcastShape(left.shape.slice(0, -2), right.shape.slice(0, -2));
  const shape = [...batch, left.shape[left.shape.length - 2], right.shape[right.shape.length - 1]];
  return cast(apply('MatMul', [left, right], { dtype: 'int32', shape }), a.dtype);
}

/**
 * The matrix product of the last two axes, with either operand transposed: `Gemm` for two matrices, `FusedMatMul` for batches, whose
 * leading axes broadcast.
 */
export function matrixProduct(a: Value, b: Value, transposeA = false, transposeB = false): Value {
  if (a.shape.length < 2 || b.shape.length < 2) throw new Error(`matMul takes tensors of rank 2 or more, not [${a.shape}] and [${b.shape}]`);
  const [rowsA, columnsA] = a.shape.slice(-2);
  const [rowsB, columnsB] = b.shape.slice(-2);
  const [rows, columns] = [transposeA ? columnsA : rowsA, transposeB ? rowsB : columnsB];
  const [inner, innerB] = [transposeA ? rowsA : columnsA, transposeB ? columnsB : rowsB];
  if (inner !== innerB) throw new Error(`matMul of [${a.shape}] and [${b.shape}] (transposed: ${transposeA}, ${transposeB}): inner sizes ${inner} and ${innerB} differ`);
  if (a.dtype !== 'float32') return integerProduct(a, b, transposeA, transposeB);
  const batch = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const output = { dtype: 'float32' as const, shape: [...batch, rows, columns] };
  if (sizeOf(batch) === 1) {
    const product = apply('Gemm', [reshape(a, [rowsA, columnsA]), reshape(b, [rowsB, columnsB])], { dtype: 'float32', shape: [rows, columns] },
      { transA: Number(transposeA), transB: Number(transposeB) });
    return reshape(product, output.shape);
  }
  if (!transposeA && !transposeB) return apply('MatMul', [a, b], output);
  return apply('FusedMatMul', [a, b], output, { transA: Number(transposeA), transB: Number(transposeB) }, RUNTIME_DOMAIN);
}

/** Activations of fused kernels by their names in TensorFlow.js. */
export const ACTIVATIONS: Record<string, (x: Value, weights: Value | undefined, alpha: number) => Value> = {
  linear: (x) => x,
  relu: (x) => unary('Relu', x),
  relu6: (x) => binary('Min', unary('Relu', x), fillValue('float32', [], 6)),
  elu: (x) => unary('Elu', x),
  sigmoid: (x) => unary('Sigmoid', x),
  prelu: (x, weights) => binary('PRelu', x, weights!),
  leakyrelu: (x, _, alpha) => unary('LeakyRelu', x, { alpha: { float: alpha } }),
};

interface FusedMatMul {
  transposeA: boolean;
  transposeB: boolean;
  activation?: string;
  leakyreluAlpha?: number;
}

/** Matrix kernels. */
export const matrices: Record<string, Kernel> = {
  BatchMatMul: kernel<'a' | 'b', { transposeA: boolean; transposeB: boolean }>(({ a, b }, { transposeA, transposeB }) =>
    matrixProduct(a, b, transposeA, transposeB)),
  _FusedMatMul: kernel<'a' | 'b' | 'bias' | 'preluActivationWeights', FusedMatMul>(({ a, b, bias, preluActivationWeights }, attributes) => {
    const { transposeA, transposeB, activation = 'linear', leakyreluAlpha = 0.2 } = attributes;
    const activate = ACTIVATIONS[activation];
    if (!activate) throw new Error(`fused matMul has no activation '${activation}'; expected one of ${Object.keys(ACTIVATIONS).join(', ')}`);
    const product = matrixProduct(a, b, transposeA, transposeB);
    return activate(bias ? binary('Add', product, bias) : product, preluActivationWeights, leakyreluAlpha);
  }),
  FusedBatchNorm: kernel<'x' | 'mean' | 'variance' | 'offset' | 'scale', { varianceEpsilon: number }>((inputs, { varianceEpsilon }) => {
    const { x, mean, variance, offset, scale } = inputs;
    const isKnown = [mean, variance, offset, scale].every((value) => !value || value.source.kind === 'constant' || value.source.kind === 'fill');
    const deviation = unary('Sqrt', binary('Add', variance, fillValue('float32', [], varianceEpsilon)));
    // Stored moments become one product and one sum, which runtimes take into the convolution before them.
    if (isKnown) {
      const gain = scale ? binary('Div', scale, deviation) : unary('Reciprocal', deviation);
      const shift = binary('Mul', mean, gain);
      return binary('Add', binary('Mul', x, gain), offset ? binary('Sub', offset, shift) : unary('Neg', shift));
    }
    const normal = binary('Div', binary('Sub', x, mean), deviation);
    const scaled = scale ? binary('Mul', normal, scale) : normal;
    return offset ? binary('Add', scaled, offset) : scaled;
  }),
};
