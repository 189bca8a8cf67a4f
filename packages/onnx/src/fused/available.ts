import * as tf from '@tensorflow/tfjs-core';

/** Whether the current backend has one of the library's own kernels; elsewhere the plain operators of TensorFlow.js are used. */
export function hasKernel(name: string): boolean {
  return tf.getKernel(name, tf.getBackend()) !== undefined;
}

/** Whether gradients are being recorded, so that an operator must keep what its gradient needs. */
export function recordsGradients(): boolean {
  return tf.engine().isTapeOn();
}

/** Runs one of the library's own kernels; the tensors it makes. */
export function runKernel(name: string, inputs: Record<string, tf.Tensor>, attributes: Record<string, number> = {}): tf.Tensor[] {
  const result = tf.engine().runKernel(name, inputs, attributes) as unknown as tf.Tensor | tf.Tensor[];
  return Array.isArray(result) ? result : [result];
}
