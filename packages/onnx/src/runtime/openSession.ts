import type { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-common';
import type { TensorType } from '../graph/value.js';
import type { RuntimeDevice } from './device.js';
import { DEVICE_RULES, type DeviceRules } from './deviceRules.js';
import { faultOf } from './faults.js';
import { loadRuntime, runsUnderNode, type Runtime } from './load.js';
import { isDeviceTensor, type DeviceTensor, type HostNumbers, type HostTensor, type Int64Tensor, type Session, type SessionOptions } from './session.js';
import { defaultThreads } from './threads.js';

/** ONNX Runtime's name of a device. */
export function executionProvider(device: RuntimeDevice): string {
  if (device === 'cpu') return runsUnderNode() ? 'cpu' : 'wasm';
  return device === 'directml' ? 'dml' : device;
}

const described = (tensors: Record<string, HostTensor | Int64Tensor | DeviceTensor>) =>
  Object.entries(tensors).map(([name, { dtype, shape }]) => `${name} ${dtype}[${shape}]`).join(', ');

/** In a browser, the first session decides the number of threads for all of them. */
function useThreads({ env }: Runtime, threads: number | undefined): void {
  if (!env.wasm) return;
  const { crossOriginIsolated, navigator } = globalThis as { crossOriginIsolated?: boolean; navigator?: { hardwareConcurrency?: number } };
  // Without isolation (the headers COOP and COEP) a page has no memory that threads could share.
  env.wasm.numThreads = crossOriginIsolated ? (threads ?? Math.min(8, navigator?.hardwareConcurrency ?? 1)) : 1;
}

function runtimeOptions(device: RuntimeDevice, rules: DeviceRules, { threads, profileFile, resident = [] }: SessionOptions): InferenceSession.SessionOptions {
  const options: InferenceSession.SessionOptions = {
    executionProviders: [executionProvider(device)], graphOptimizationLevel: rules.optimization as 'all', logSeverityLevel: 4,
    // A plan of the whole run's memory would be allocated beside the arena that the first run has filled: half as much again, and slower.
    enableMemPattern: false,
    // Threads would go on polling for work after a run, each session's own, and take the cores from the next session: sampling, which alternates between an encoder and a decoder, took twice as long.
    extra: { session: { force_spinning_stop: '1' } },
  };
  const wanted = threads ?? defaultThreads();
  if (wanted) options.intraOpNumThreads = wanted;
  if (profileFile) Object.assign(options, { enableProfiling: true, profileFilePrefix: profileFile });
  if (resident.length > 0 && rules.buffers) options.preferredOutputLocation = Object.fromEntries(resident.map((name) => [name, rules.buffers!]));
  return options;
}

/** Loads a model on a device of ONNX Runtime, which is neither chosen nor checked here. @throws DeviceLostError, DeviceMemoryError @throws Error with ONNX Runtime's reason */
export async function openSession(model: Uint8Array | string, device: RuntimeDevice, { rules = DEVICE_RULES[device], ...more }: SessionOptions & { rules?: DeviceRules } = {}): Promise<Session> {
  const runtime = await loadRuntime(device);
  useThreads(runtime, more.threads);
  const { InferenceSession, Tensor } = runtime;
  const session: InferenceSession = await InferenceSession.create(model as Uint8Array, runtimeOptions(device, rules, more)).catch((error: Error) => {
    throw faultOf(device, error) ?? error;
  });
  const resident = new Set(rules.buffers ? more.resident : []);
  let disposed = false;
  const tensors = (named: Record<string, HostTensor | Int64Tensor | DeviceTensor>) => Object.fromEntries(Object.entries(named).map(([name, tensor]) => {
    if (isDeviceTensor(tensor)) return [name, tensor.tensor];
    return [name, new Tensor(tensor.dtype as 'float32', tensor.data as Float32Array, tensor.shape)];
  }));
  const result = (name: string, tensor: RuntimeTensor): HostTensor | DeviceTensor => {
    const about = { dtype: tensor.type as TensorType, shape: [...tensor.dims] };
    if (resident.has(name)) return { ...about, device, tensor, dispose: () => tensor.dispose() };
    return { ...about, data: tensor.data as HostNumbers };
  };
  return {
    device,
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    async run(inputs, into = {}) {
      if (disposed) throw new Error('this compiled function has been disposed of');
      const fetches = { ...Object.fromEntries(session.outputNames.map((name) => [name, null])), ...tensors(into) };
      const results = await session.run(tensors(inputs), fetches).catch((error: Error) => {
        throw faultOf(device, error) ?? new Error(`ONNX Runtime failed on inputs ${described(inputs)}: ${error.message}`, { cause: error });
      });
      return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, into[name] ?? result(name, tensor as RuntimeTensor)])) as Record<string, HostTensor>;
    },
    async dispose() {
      if (disposed) return;
      disposed = true;
      if (more.profileFile) session.endProfiling();
      await session.release();
    },
  };
}
