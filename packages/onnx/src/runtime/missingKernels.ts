import * as tf from '@tensorflow/tfjs-core';

/** Sums rows by the number of their segment, as a product with a matrix of zeros and ones, for backends without the kernel. */
function segmentSums(x: tf.Tensor, segments: tf.Tensor, count: number): tf.Tensor {
  const flat = tf.reshape(x, [segments.size, -1]);
  const chosen = tf.oneHot(tf.cast(tf.reshape(segments, [-1]), 'int32') as tf.Tensor1D, count);
  return tf.reshape(tf.matMul(tf.cast(chosen, 'float32') as tf.Tensor2D, flat as tf.Tensor2D, true), [count, ...x.shape.slice(segments.rank)]);
}

/** Adds the kernels that gradients need and that a backend lacks (`wasm` has no UnsortedSegmentSum, which is the gradient of a gather). */
export function addMissingKernels(backend: string): void {
  if (tf.getKernel('UnsortedSegmentSum', backend)) return;
  tf.registerKernel({
    kernelName: 'UnsortedSegmentSum', backendName: backend,
    kernelFunc: ({ inputs, attrs }) => segmentSums(inputs.x as tf.Tensor, inputs.segmentIds as tf.Tensor, (attrs as unknown as { numSegments: number }).numSegments),
  });
}
