import type * as tf from '@tensorflow/tfjs-core';
import { describeModel } from '../format/describe.js';
import { writeModel } from '../format/writer.js';
import { typedNumbers } from '../graph/hostNumbers.js';
import { simplify } from '../graph/simplify.js';
import { chooseDevice } from '../runtime/chooseDevice.js';
import { backendOf, DeviceError, type RuntimeDevice } from '../runtime/device.js';
import { DEVICE_RULES } from '../runtime/deviceRules.js';
import { createSession, isDeviceTensor, type DeviceTensor, type HostTensor, type Session, type SessionOptions } from '../runtime/session.js';
import { runEagerly } from './eager.js';
import { isName, trace, type HostInputs, type SignatureOf, type Trace } from './trace.js';
import { isDynamicSpec, isHostTensor, isSpec, isTensor, leavesOf, mapTree, type DynamicSpec, type MapTree, type TensorSpec, type Tree } from './tree.js';

/** Options of {@link compile}. */
export interface CompileOptions extends Omit<SessionOptions, 'resident'> {
  /**
   * Parts of the result, such as `state`, to keep in the device's memory if runs can share it (WebGPU): their leaves are then {@link DeviceTensor}s. Pass them back as
   * inputs like any other tensor, and dispose of them yourself.
   */
  resident?: readonly string[];
  /** Bits of constant matrices in products: 8 is faster on the CPU, and each product is off by about a hundredth of its size. Default 32. */
  weightBits?: 8 | 32;
}

/** A compiled function. */
export interface CompiledFunction<Inputs extends unknown[], Output> {
  /**
   * Runs the function.
   *
   * @param inputs trees as in the signature; leaves are numbers on the host, or tensors of TensorFlow.js
   * @returns the function's result with numbers on the host as leaves, freshly allocated
   * @throws Error naming the input whose shape or type differs from the signature, or the operator that fails
   */
  (...inputs: HostInputs<Inputs>): Promise<MapTree<Output, tf.Tensor, HostTensor>>;
  /**
   * Runs the function and writes results whose path appears in `into` (such as `state.weight`) to the given arrays instead of fresh ones.
   * The arrays must not be inputs of the same call.
   */
  into(into: Record<string, HostTensor>, ...inputs: HostInputs<Inputs>): Promise<MapTree<Output, tf.Tensor, HostTensor>>;
  /** Frees the compiled model. */
  dispose(): Promise<void>;
}

function simplified({ inputs, outputs }: Trace, device: RuntimeDevice, weightBits: 8 | 32): Uint8Array {
  const values = simplify(outputs.map(({ value }) => value), { ...DEVICE_RULES[device], weightBits });
  return writeModel(describeModel(inputs, outputs.map(({ name }, i) => ({ name, value: values[i] }))));
}

async function hostTensor(leaf: HostTensor | DeviceTensor | tf.Tensor): Promise<HostTensor | DeviceTensor> {
  if (!isTensor(leaf)) return leaf;
  const dtype = leaf.dtype as HostTensor['dtype'];
  return { dtype, shape: leaf.shape, data: typedNumbers(dtype, await leaf.data()) };
}

const isLeaf = (node: unknown): node is HostTensor | DeviceTensor | tf.Tensor => isTensor(node) || isHostTensor(node) || isDeviceTensor(node);

function checked<Given extends HostTensor | DeviceTensor>(path: string, { shape, dtype = 'float32' }: TensorSpec, given: Given | undefined): Given {
  if (!given) throw new Error(`input '${path}' is missing; expected ${dtype}[${shape}]`);
  if (given.dtype !== dtype || given.shape.length !== shape.length || given.shape.some((size, i) => size !== shape[i])) {
    throw new Error(`input '${path}' is ${given.dtype}[${given.shape}]; the compiled function takes ${dtype}[${shape}]`);
  }
  return given;
}

/**
 * Compiles a function of tensors to one ONNX graph, run by ONNX Runtime: the function is called once to record what it does (forward
 * pass, gradients, optimizer, whatever it calls), and never again. Sizes are fixed by the signature.
 *
 * @example
 * const step = await compile((x: tf.Tensor, w: tf.Tensor) => tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), [{ shape: [2, 3] }, { shape: [3, 4] }]);
 * const product = await step(tf.ones([2, 3]), tf.ones([3, 4]));
 * @throws Error if the function reads a tensor's numbers, is asynchronous, or uses an operator that is not recorded (named)
 * @throws DeviceError if the device is not available, computes wrongly, or does not compute with weights of so few bits
 */
export async function compile<Inputs extends unknown[], Output>(
  fn: (...inputs: Inputs) => Output,
  signature: SignatureOf<Inputs>,
  options: CompileOptions = {},
): Promise<CompiledFunction<Inputs, Output>> {
  for (const [path, { shape }] of leavesOf<DynamicSpec>(signature as Tree<DynamicSpec>, isDynamicSpec)) {
    const name = shape.find((size) => typeof size === 'string');
    if (name !== undefined) throw new Error(`input '${path}' has the dynamic size '${name}'; a compiled function has fixed sizes, names are for toOnnx`);
  }
  const device = await chooseDevice(options.device ?? 'cpu');
  if (options.weightBits === 8 && device !== 'cpu') throw new DeviceError(device, `device '${device}' does not compute with weights of 8 bits; only the CPU does`);
  const backend = backendOf(device);
  if (backend !== undefined) return runEagerly(fn, signature, backend);
  const traced = trace(fn, signature);
  const specs = leavesOf<TensorSpec>(signature as Tree<TensorSpec>, isSpec);
  const resident = traced.outputs.map(({ name }) => name).filter((name) => options.resident?.some((part) => name === `output.${part}` || name.startsWith(`output.${part}.`)));
  const session: Session = await createSession(simplified(traced, device as RuntimeDevice, options.weightBits ?? 32), { ...options, device, resident });
  const run = async (into: Record<string, HostTensor>, inputs: HostInputs<Inputs>) => {
    const given = new Map(leavesOf<HostTensor | DeviceTensor | tf.Tensor>(inputs as unknown as Tree<HostTensor | DeviceTensor | tf.Tensor>, isLeaf));
    const feeds: Record<string, HostTensor | DeviceTensor> = {};
    for (const [path, spec] of specs) {
      const leaf = given.get(path);
      feeds[path] = checked(path, spec, leaf && (await hostTensor(leaf)));
    }
    const results = await session.run(feeds, Object.fromEntries(Object.entries(into).map(([path, tensor]) => [`output.${path}`, tensor])));
    return mapTree(traced.layout, isName, (name) => results[name]) as MapTree<Output, tf.Tensor, HostTensor>;
  };
  return Object.assign((...inputs: HostInputs<Inputs>) => run({}, inputs), {
    into: (into: Record<string, HostTensor>, ...inputs: HostInputs<Inputs>) => run(into, inputs),
    dispose: () => session.dispose(),
  });
}
