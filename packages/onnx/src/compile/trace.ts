import * as tf from '@tensorflow/tfjs-core';
import { BACKEND_NAME } from '../backend/backend.js';
import { recordingBackend } from '../backend/register.js';
import { inputValue, type Value } from '../graph/value.js';
import type { HostTensor } from '../runtime/session.js';
import { isSpec, isTensor, leavesOf, mapTree, type MapTree, type TensorSpec, type Tree } from './tree.js';

/** The signature of a function's arguments: their trees with a specification for each tensor. */
export type SignatureOf<Inputs extends unknown[]> = { readonly [K in keyof Inputs]: MapTree<Inputs[K], tf.Tensor, TensorSpec> };

/** Arguments of a function with numbers on the host (or tensors) for its tensors. */
export type HostInputs<Inputs extends unknown[]> = { [K in keyof Inputs]: MapTree<Inputs[K], tf.Tensor, HostTensor | tf.Tensor> };

/** What a function did with tensors. */
export interface Trace {
  /** One value for each leaf of the arguments, in order, named by its path. */
  inputs: Value[];
  /** The leaves of the result, in order, named by their path, such as `output.loss`. */
  outputs: { name: string; value: Value }[];
  /** The function's result with output names as its leaves. */
  layout: Tree<string>;
}

/** The name of TensorFlow.js's backend, which it otherwise chooses on first use; empty if choosing it would have to wait (as for `webgpu`). */
function usualBackend(): string {
  try {
    tf.backend();
  } catch {
    // No backend but the recording one, or one that is not ready.
  }
  return tf.getBackend();
}

/** Runs `body` with the recording backend as TensorFlow.js's backend, and restores the previous one. */
function recording<T>(body: () => T): T {
  const before = usualBackend();
  recordingBackend();
  // Both calls take effect at once: the recording backend and one that is already there need no waiting.
  void tf.setBackend(BACKEND_NAME);
  try {
    return body();
  } finally {
    if (before) void tf.setBackend(before);
  }
}

/** Whether the tree's leaf is a name. */
export const isName = (node: unknown): node is string => typeof node === 'string';

/**
 * Records what a function does with inputs of the given shapes. The function runs once, with tensors that have no numbers yet, so it
 * must be synchronous and must not read them.
 */
export function trace<Inputs extends unknown[]>(fn: (...inputs: Inputs) => unknown, signature: SignatureOf<Inputs>): Trace {
  return recording(() => {
    const inputs = leavesOf<TensorSpec>(signature as Tree<TensorSpec>, isSpec).map(([path, { shape, dtype = 'float32' }]) => inputValue(path, dtype, [...shape]));
    const byPath = new Map(inputs.map((value) => [(value.source as { name: string }).name, value]));
    const backend = recordingBackend();
    tf.engine().startScope('trace');
    try {
      const tensors = mapTree(signature as Tree<TensorSpec>, isSpec, (_, path) => {
        const value = byPath.get(path)!;
        return tf.engine().makeTensorFromTensorInfo({ dataId: backend.register(value), shape: value.shape, dtype: value.dtype as 'float32' });
      }) as unknown as Inputs;
      const result: unknown = fn(...tensors);
      if (result instanceof Promise) throw new TypeError('a function to compile must not be asynchronous');
      const outputs = leavesOf<tf.Tensor>(result as Tree<tf.Tensor>, isTensor)
        .map(([path, tensor]) => ({ name: `output.${path}`, value: backend.view(tensor) }));
      return { inputs, outputs, layout: mapTree(result as Tree<tf.Tensor>, isTensor, (_, path) => `output.${path}`) };
    } finally {
      tf.engine().endScope();
    }
  });
}
