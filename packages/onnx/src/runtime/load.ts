import type { InferenceSession, Tensor } from 'onnxruntime-common';
import type { HostNumbers } from './session.js';

/** What is used of ONNX Runtime. */
export interface Runtime {
  InferenceSession: { create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession> };
  Tensor: new (type: 'float32' | 'int32' | 'bool', data: HostNumbers, shape: readonly number[]) => Tensor;
  env: { logLevel?: string };
}

/** Whether this is Node, not a browser. */
export const runsUnderNode = () => typeof process !== 'undefined' && Boolean(process.versions?.node);

/** ONNX Runtime of this environment: the native one under Node, the WebAssembly one in a browser. Loaded on first use. */
export async function loadRuntime(): Promise<Runtime> {
  const loaded: unknown = runsUnderNode() ? await import('onnxruntime-node') : await import('onnxruntime-web');
  const module = loaded as Partial<Runtime> & { default?: Runtime };
  const runtime = module.InferenceSession ? (module as Runtime) : module.default!;
  // Its errors are thrown as well; printing them too would garble what a program writes.
  runtime.env.logLevel = 'fatal';
  return runtime;
}
