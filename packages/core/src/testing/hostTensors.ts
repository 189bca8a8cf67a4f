import type { HostTensor } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs';

/** A tree of numbers on the host as tensors of the current backend. */
export function tensorsFrom<T>(tree: unknown): T {
  const { dtype, shape, data } = tree as Partial<HostTensor>;
  if (shape && ArrayBuffer.isView(data)) return tf.tensor(data as Float32Array, [...shape], dtype as 'float32') as T;
  return Object.fromEntries(Object.entries(tree as object).map(([name, node]) => [name, tensorsFrom(node)])) as T;
}

/** The largest |a − b| / max(1, |b|): at most one rounding for equal computations. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  return Array.from(a).reduce((most, x, i) => Math.max(most, Number.isFinite(x) ? Math.abs(x - b[i]) / Math.max(1, Math.abs(b[i])) : Infinity), 0);
}
