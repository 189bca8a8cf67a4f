import * as tf from '@tensorflow/tfjs-core';
import { typedNumbers } from '../graph/hostNumbers.js';
import type { HostTensor } from '../runtime/session.js';
import { useBackend } from '../runtime/tensorflowBackends.js';
import type { CompiledFunction } from './compile.js';
import type { HostInputs, SignatureOf } from './trace.js';
import { isHostTensor, isSpec, isTensor, leavesOf, mapTree, type MapTree, type TensorSpec, type Tree } from './tree.js';

const isLeaf = (node: unknown): node is HostTensor | tf.Tensor => isTensor(node) || isHostTensor(node);

/**
 * The counterpart of {@link compile} that records nothing: each call runs the function on a backend of TensorFlow.js, operator by operator.
 *
 * @throws DeviceError saying what to install if the backend is not available
 */
export async function runEagerly<Inputs extends unknown[], Output>(
  fn: (...inputs: Inputs) => Output,
  signature: SignatureOf<Inputs>,
  backend: string,
): Promise<CompiledFunction<Inputs, Output>> {
  await useBackend(backend, () => undefined);
  const specs = leavesOf<TensorSpec>(signature as Tree<TensorSpec>, isSpec);
  let disposed = false;
  const run = async (into: Record<string, HostTensor>, inputs: HostInputs<Inputs>) => {
    if (disposed) throw new Error('this compiled function has been disposed of');
    const given = await Promise.all(leavesOf<HostTensor | tf.Tensor>(inputs as unknown as Tree<HostTensor | tf.Tensor>, isLeaf).map(async ([path, leaf]): Promise<[string, HostTensor]> =>
      [path, isTensor(leaf) ? { dtype: leaf.dtype as 'float32', shape: leaf.shape, data: typedNumbers(leaf.dtype as 'float32', await leaf.data()) } : leaf]));
    const byPath = new Map(given);
    for (const [path, { shape, dtype = 'float32' }] of specs) {
      const tensor = byPath.get(path);
      if (!tensor) throw new Error(`input '${path}' is missing; expected ${dtype}[${shape}]`);
      if (tensor.dtype !== dtype || String(tensor.shape) !== String(shape)) throw new Error(`input '${path}' is ${tensor.dtype}[${tensor.shape}]; the compiled function takes ${dtype}[${shape}]`);
    }
    const result = await useBackend(backend, () => tf.tidy(() => {
      const tensors = mapTree(signature as Tree<TensorSpec>, isSpec, (_, path) => {
        const { data, shape, dtype } = byPath.get(path)!;
        return tf.tensor(data, shape, dtype);
      });
      const made = fn(...(tensors as unknown as Inputs)) as unknown;
      if (made instanceof Promise) throw new TypeError('a function to compile must not be asynchronous');
      // An input that the function returns unchanged must outlive the inputs.
      return mapTree(made as Tree<tf.Tensor>, isTensor, (tensor) => tf.clone(tensor)) as tf.TensorContainer;
    }));
    const leaves = leavesOf<tf.Tensor>(result as Tree<tf.Tensor>, isTensor);
    const found = new Map<string, HostTensor>();
    for (const [path, tensor] of leaves) {
      const dtype = tensor.dtype as HostTensor['dtype'];
      const data = typedNumbers(dtype, await tensor.data());
      if (into[path]) into[path].data.set(data);
      found.set(path, into[path] ?? { dtype, shape: [...tensor.shape], data });
      tensor.dispose();
    }
    return mapTree(result as Tree<tf.Tensor>, isTensor, (_, path) => found.get(path)!) as MapTree<Output, tf.Tensor, HostTensor>;
  };
  return Object.assign((...inputs: HostInputs<Inputs>) => run({}, inputs), {
    into: (into: Record<string, HostTensor>, ...inputs: HostInputs<Inputs>) => run(into, inputs),
    async dispose() {
      disposed = true;
    },
  });
}
