import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { importRuntime } from '#runtime';
import type { RuntimeDevice } from './device.js';
import type { HostNumbers } from './session.js';

/** The part of ONNX Runtime that is used. */
export interface Runtime {
  InferenceSession: { create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession> };
  Tensor: new (type: 'float32' | 'int32' | 'bool', data: HostNumbers, shape: readonly number[]) => Tensor;
  env: { logLevel?: string; versions?: { common?: string; node?: string; web?: string }; wasm?: { wasmPaths?: unknown; numThreads?: number; proxy?: boolean } };
}

/** Whether this is Node, not a browser. */
export const runsUnderNode = () => typeof process !== 'undefined' && Boolean(process.versions?.node);

const loaded = new Map<string, Promise<Runtime>>();

/** ONNX Runtime of this environment: the native one under Node, the WebAssembly one in a browser, which has another build for WebGPU. Loaded on first use. */
export function loadRuntime(device: RuntimeDevice = 'cpu'): Promise<Runtime> {
  const build = device === 'webgpu' ? 'webgpu' : 'cpu';
  const loading = loaded.get(build) ?? importRuntime(build).then((given) => {
    const module = given as Partial<Runtime> & { default?: Runtime };
    const runtime = module.InferenceSession ? (module as Runtime) : module.default!;
    // Its errors are thrown as well; printing them too would garble what a program writes.
    runtime.env.logLevel = 'fatal';
    return runtime;
  });
  loaded.set(build, loading);
  loading.catch(() => loaded.delete(build));
  return loading;
}
