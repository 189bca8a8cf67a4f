import type { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-common';
import type { DataType } from '../graph/value.js';
import { DEVICES, executionProvider, whyUnavailable, type Device } from './devices.js';
import { loadRuntime } from './load.js';
import { defaultThreads } from './threads.js';

/** Numbers of a tensor on the host: bool as bytes of 0 and 1. */
export type HostNumbers = Float32Array | Int32Array | Uint8Array;

/** A tensor on the host, as a compiled function takes and returns it. */
export interface HostTensor {
  dtype: 'float32' | 'int32' | 'bool';
  shape: number[];
  data: HostNumbers;
}

/** Integers of 64 bits, which models of other makers take as indices and masks. */
export interface Int64Tensor {
  dtype: 'int64';
  shape: number[];
  data: BigInt64Array;
}

/** How a model is run. */
export interface SessionOptions {
  /** What runs the model; default: `cpu`. Operators that a device lacks run on the CPU. */
  device?: Device;
  /** Threads of one operator; default: one a physical core, see {@link defaultThreads}. */
  threads?: number;
  /** Where ONNX Runtime writes a trace of each operator's time; nowhere by default. */
  profileFile?: string;
}

/** A loaded model. */
export interface Session {
  /** Names of the model's inputs and outputs, in its order. */
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /**
   * Runs the model: inputs by name in, outputs by name out.
   *
   * @param into arrays that named outputs are written to; the others are freshly allocated
   */
  run(inputs: Record<string, HostTensor | Int64Tensor>, into?: Record<string, HostTensor>): Promise<Record<string, HostTensor>>;
  /** Frees the model's memory; running it afterwards is an error. */
  dispose(): Promise<void>;
}

const described = (tensors: Record<string, HostTensor | Int64Tensor>) =>
  Object.entries(tensors).map(([name, { dtype, shape }]) => `${name} ${dtype}[${shape}]`).join(', ');

/**
 * Loads an ONNX model.
 *
 * @param model its bytes, or the path of its file, which may keep its weights in files beside it
 * @throws Error naming the device if it is not available, with the reason; else with ONNX Runtime's reason, which names the operator, when the model cannot be loaded or run
 */
export async function createSession(model: Uint8Array | string, { device = 'cpu', threads, profileFile }: SessionOptions = {}): Promise<Session> {
  const { InferenceSession, Tensor } = await loadRuntime();
  if (!DEVICES.includes(device)) throw new Error(`there is no device '${String(device)}'; expected one of ${DEVICES.join(', ')}`);
  const options: InferenceSession.SessionOptions = {
    executionProviders: [executionProvider(device)], graphOptimizationLevel: 'all', logSeverityLevel: 4,
    // A plan of the whole run's memory would be allocated beside the arena that the first run has filled: half as much again, and slower.
    enableMemPattern: false,
  };
  const wanted = threads ?? defaultThreads();
  if (wanted) options.intraOpNumThreads = wanted;
  if (profileFile) Object.assign(options, { enableProfiling: true, profileFilePrefix: profileFile });
  const session: InferenceSession = await InferenceSession.create(model as Uint8Array, options).catch(async (error: Error) => {
    const reason = device === 'cpu' ? undefined : await whyUnavailable(device);
    if (reason) throw new Error(`device '${device}' is not available: ${reason}`, { cause: error });
    throw new Error(`ONNX Runtime cannot load the model: ${error.message}`, { cause: error });
  });
  let disposed = false;
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    async run(inputs, into = {}) {
      if (disposed) throw new Error('this compiled function has been disposed of');
      const tensors = (named: Record<string, HostTensor | Int64Tensor>) =>
        Object.fromEntries(Object.entries(named).map(([name, { dtype, shape, data }]) => [name, new Tensor(dtype as 'float32', data as Float32Array, shape)]));
      const fetches = { ...Object.fromEntries(session.outputNames.map((name) => [name, null])), ...tensors(into) };
      const results = await session.run(tensors(inputs), fetches).catch((error: Error) => {
        throw new Error(`ONNX Runtime failed on inputs ${described(inputs)}: ${error.message}`, { cause: error });
      });
      return Object.fromEntries(Object.entries(results).map(([name, tensor]) => {
        if (into[name]) return [name, into[name]];
        const { type, dims, data } = tensor as RuntimeTensor;
        return [name, { dtype: type as Exclude<DataType, 'int64'>, shape: [...dims], data: data as HostNumbers }];
      }));
    },
    async dispose() {
      if (disposed) return;
      disposed = true;
      if (profileFile) session.endProfiling();
      await session.release();
    },
  };
}
