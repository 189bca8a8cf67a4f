import type * as tf from '@tensorflow/tfjs-core';
import type { HostTensor } from '../runtime/session.js';
import { compile, type CompiledFunction, type CompileOptions } from './compile.js';
import type { HostInputs, SignatureOf } from './trace.js';
import { isHostTensor, isTensor, leavesOf, mapTree, type MapTree, type TensorSpec, type Tree } from './tree.js';

/** A function that is compiled when it is called, once for each signature. */
export interface JitFunction<Inputs extends unknown[], Output> {
  /**
   * Runs the function, compiled for the shapes and types of these inputs.
   *
   * @param inputs trees whose leaves are numbers on the host, or tensors of TensorFlow.js
   * @returns the function's result with numbers on the host as leaves
   */
  (...inputs: HostInputs<Inputs>): Promise<MapTree<Output, tf.Tensor, HostTensor>>;
  /** How many signatures are compiled and held. */
  readonly signatures: number;
  /** Frees everything compiled; calling the function afterwards is an error, disposing of it again is not. */
  dispose(): Promise<void>;
}

const isLeaf = (node: unknown): node is HostTensor | tf.Tensor => isTensor(node) || isHostTensor(node);

/**
 * Wraps a function of tensors so that each call runs it compiled: the first call with inputs of new shapes or types compiles, later
 * ones reuse. Each signature holds a model until `dispose`; give inputs of few different shapes.
 *
 * @example
 * const step = jit((w: tf.Tensor, x: tf.Tensor) => tf.sub(w, tf.grad((w: tf.Tensor) => tf.mean(tf.square(tf.sub(x, w))))(w)));
 * let w = await step(tf.zeros([3]), tf.ones([8, 3]));
 * w = await step(w, tf.ones([8, 3]));
 * await step.dispose();
 * @throws Error as {@link compile} does, on the call that compiles
 */
export function jit<Inputs extends unknown[], Output>(fn: (...inputs: Inputs) => Output, options: CompileOptions = {}): JitFunction<Inputs, Output> {
  const compiled = new Map<string, Promise<CompiledFunction<Inputs, Output>>>();
  let disposed = false;
  const forInputs = (inputs: HostInputs<Inputs>): Promise<CompiledFunction<Inputs, Output>> => {
    const tree = inputs as unknown as Tree<HostTensor | tf.Tensor>;
    const key = leavesOf(tree, isLeaf).map(([path, { dtype, shape }]) => `${path} ${dtype}[${shape}]`).join();
    const found = compiled.get(key);
    if (found) return found;
    const signature = mapTree<HostTensor | tf.Tensor, TensorSpec>(tree, isLeaf, ({ dtype, shape }) => ({ shape, dtype: dtype as TensorSpec['dtype'] }));
    const making = compile(fn, signature as unknown as SignatureOf<Inputs>, options);
    compiled.set(key, making);
    making.catch(() => compiled.delete(key));
    return making;
  };
  const call = async (...inputs: HostInputs<Inputs>) => {
    if (disposed) throw new Error('this compiled function has been disposed of');
    return (await forInputs(inputs))(...inputs);
  };
  return Object.defineProperty(Object.assign(call, {
    async dispose() {
      disposed = true;
      const all = [...compiled.values()];
      compiled.clear();
      for (const result of await Promise.allSettled(all)) if (result.status === 'fulfilled') await result.value.dispose();
    },
  }), 'signatures', { get: () => compiled.size }) as JitFunction<Inputs, Output>;
}
