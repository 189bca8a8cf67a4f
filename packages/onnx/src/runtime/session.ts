import type { Tensor as RuntimeTensor } from 'onnxruntime-common';
import { chooseDevice } from './chooseDevice.js';
import { backendOf, DeviceError, type Device, type RuntimeDevice } from './device.js';
import { DeviceLostError, DeviceMemoryError } from './faults.js';
import { openSession } from './openSession.js';
import { whyUnusable } from './devices.js';

/** Numbers of a tensor on the host: bool as bytes of 0 and 1. */
export type HostNumbers = Float32Array | Int32Array | Uint8Array;

/** A tensor on the host, as a compiled function takes and returns it. */
export interface HostTensor {
  dtype: 'float32' | 'int32' | 'bool';
  shape: number[];
  /** Row-major. */
  data: HostNumbers;
}

/** A tensor of 64-bit integers, which models from elsewhere take as indices and masks. */
export interface Int64Tensor {
  dtype: 'int64';
  shape: number[];
  /** Row-major. */
  data: BigInt64Array;
}

/** A tensor in the memory of a device, where a run has left it: see `resident` of {@link SessionOptions}. */
export interface DeviceTensor {
  dtype: 'float32' | 'int32' | 'bool';
  shape: number[];
  device: RuntimeDevice;
  /** ONNX Runtime's own tensor. */
  tensor: RuntimeTensor;
  /** Frees its memory. */
  dispose(): void;
}

/** Whether something is a tensor in a device's memory. */
export const isDeviceTensor = (node: unknown): node is DeviceTensor => typeof (node as Partial<DeviceTensor> | null)?.tensor === 'object' && typeof (node as Partial<DeviceTensor>).device === 'string';

/** How a model is run. */
export interface SessionOptions {
  /** What runs the model; default: `cpu`. Operators that a device lacks run on the CPU. */
  device?: Device;
  /** Threads of one operator; default: one per physical core, see {@link defaultThreads}. In a browser, all sessions use those of the first. */
  threads?: number;
  /** Where ONNX Runtime writes a trace of each operator's time; nowhere by default. */
  profileFile?: string;
  /** Names of outputs to keep in the device's memory, if runs can share it (WebGPU); otherwise they come to the host like the others. */
  resident?: readonly string[];
}

/** A loaded model. */
export interface Session {
  /** What runs it. */
  readonly device: RuntimeDevice;
  /** Names of the model's inputs and outputs, in its order. */
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /**
   * Runs the model: inputs by name in, outputs by name out. Outputs that the options name as `resident` are {@link DeviceTensor}s.
   *
   * @param into arrays that named outputs are written to; the others are freshly allocated
   * @throws DeviceLostError if the device went away, DeviceMemoryError if it has too little memory
   */
  run(inputs: Record<string, HostTensor | Int64Tensor | DeviceTensor>, into?: Record<string, HostTensor>): Promise<Record<string, HostTensor>>;
  /** Frees the model's memory; running it afterwards is an error. */
  dispose(): Promise<void>;
}

/**
 * Loads an ONNX model. A device other than the CPU is checked first: what it computes must agree with the CPU (see {@link selfCheck}).
 *
 * @param model its bytes, or the path of its file, which may keep its weights in files beside it
 * @throws DeviceError naming the device if it is not available or computes wrongly, with the reason
 * @throws Error with ONNX Runtime's reason, which names the operator, if the model cannot be loaded or run
 */
export async function createSession(model: Uint8Array | string, { device: wanted = 'cpu', ...options }: SessionOptions = {}): Promise<Session> {
  const device = await chooseDevice(wanted);
  if (backendOf(device) !== undefined) throw new DeviceError(device, `device '${device}' runs functions of tensors, not ONNX models: use a device of ONNX Runtime`);
  const reason = await whyUnusable(device as RuntimeDevice);
  if (reason) throw new DeviceError(device, `device '${device}' is not available: ${reason.text}`, reason);
  return openSession(model, device as RuntimeDevice, options).catch((error: Error) => {
    throw error instanceof DeviceLostError || error instanceof DeviceMemoryError ? error : new Error(`ONNX Runtime cannot load the model: ${error.message}`, { cause: error });
  });
}
