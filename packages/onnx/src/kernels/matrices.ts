import { apply, sizeOf, type Value } from '../graph/value.js';
import { broadcastShape, kernel, reshape, type Kernel } from './kernel.js';

/** Domain of ONNX Runtime's own operators. */
export const RUNTIME_DOMAIN = 'com.microsoft';

/**
 * The matrix product of the last two axes, with either operand transposed: `Gemm` for two matrices, `FusedMatMul` for batches, whose
 * leading axes broadcast.
 */
export function matrixProduct(a: Value, b: Value, transposeA = false, transposeB = false): Value {
  const [rowsA, columnsA] = a.shape.slice(-2);
  const [rowsB, columnsB] = b.shape.slice(-2);
  const [rows, columns] = [transposeA ? columnsA : rowsA, transposeB ? rowsB : columnsB];
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

/** Matrix kernels. */
export const matrices: Record<string, Kernel> = {
  BatchMatMul: kernel<'a' | 'b', { transposeA: boolean; transposeB: boolean }>(({ a, b }, { transposeA, transposeB }) =>
    matrixProduct(a, b, transposeA, transposeB)),
};
