import { BACKEND_NAME, inputValue, orderedNodes, recordingBackend, sizeOf, type GraphNode, type HostTensor, type Value } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs';

/** The operators that a function of tensors records, those that its result does not need left out. */
export function recordedNodes(fn: (inputs: never) => unknown, inputs: unknown): GraphNode[] {
  const before: string | undefined = tf.getBackend();
  recordingBackend();
  void tf.setBackend(BACKEND_NAME);
  // Made when it is first set.
  const backend = recordingBackend();
  tf.engine().startScope();
  try {
    return orderedNodes(leaves(fn(recorded(inputs) as never)).map((tensor): Value => backend.view(tensor)));
  } finally {
    tf.engine().endScope();
    if (before) void tf.setBackend(before);
  }

  function recorded(tree: unknown, path = 'input'): unknown {
    const { shape, dtype = 'float32' } = tree as Partial<HostTensor>;
    if (!Array.isArray(shape)) return Object.fromEntries(Object.entries(tree as object).map(([name, node]) => [name, recorded(node, `${path}.${name}`)]));
    return tf.engine().makeTensorFromTensorInfo({ dataId: backend.register(inputValue(path, dtype, shape)), shape, dtype: dtype as 'float32' });
  }
}

function leaves(tree: unknown): tf.Tensor[] {
  return tree instanceof tf.Tensor ? [tree] : Object.values(tree as object).flatMap(leaves);
}

/** Floating-point operations of the matrix products among operators, two for each multiply–add. */
export function matrixProductFlops(nodes: readonly GraphNode[]): number {
  return nodes.reduce((sum, { op, inputs, outputs, attributes }) => {
    if (op === 'MultiHeadAttention') {
      const [query, key] = inputs as Value[];
      const [batch, queries, channels] = query.shape;
      return sum + 2 * 2 * batch * queries * key.shape[1] * channels;
    }
    if (op !== 'MatMul' && op !== 'FusedMatMul' && op !== 'Gemm') return sum;
    const { shape } = inputs[0]!;
    return sum + 2 * sizeOf(outputs[0].shape) * shape[shape.length - (attributes.transA ? 2 : 1)];
  }, 0);
}

/** How many numbers all outputs of the operators have together. */
export function numbersIn(nodes: readonly GraphNode[]): number {
  return nodes.reduce((sum, { outputs }) => sum + outputs.reduce((size, { shape }) => size + sizeOf(shape), 0), 0);
}
