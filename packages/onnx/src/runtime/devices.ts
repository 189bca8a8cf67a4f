import { describeModel } from '../format/describe.js';
import { writeModel } from '../format/writer.js';
import { apply, inputValue } from '../graph/value.js';
import { loadRuntime, runsUnderNode } from './load.js';

/** What runs a compiled function. */
export type Device = 'cpu' | 'cuda' | 'webgpu' | 'directml' | 'coreml';

/** Every device, in the order in which they are listed. */
export const DEVICES: readonly Device[] = ['cpu', 'cuda', 'webgpu', 'directml', 'coreml'];

/** Whether a device can be used here. */
export interface DeviceReport {
  device: Device;
  available: boolean;
  /** Why it cannot be used. */
  reason?: string;
}

/** ONNX Runtime's name of a device. */
export function executionProvider(device: Device): string {
  if (device === 'cpu') return runsUnderNode() ? 'cpu' : 'wasm';
  return device === 'directml' ? 'dml' : device;
}

const PLATFORM: Partial<Record<Device, string>> = { directml: 'Windows', coreml: 'macOS', cuda: 'Linux and Windows' };

/** ONNX Runtime's message in one line, without the source files it names. */
function reasonOf(device: Device, error: unknown): string {
  const message = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').replace(/^\S*\/onnxruntime\/\S+ .*?was false\. /, '').trim();
  if (/backend not found/.test(message)) return `ONNX Runtime for this system has no such device${PLATFORM[device] ? ` (it is for ${PLATFORM[device]})` : ''}`;
  if (device === 'cuda' && /shared library/.test(message)) {
    return `the CUDA libraries of onnxruntime-node are not there (${message}); its install script fetches them: npm rebuild onnxruntime-node`;
  }
  return message;
}

/** Why a device cannot be used, found by running a graph of one operator on it; undefined where it can. */
export async function whyUnavailable(device: Device): Promise<string | undefined> {
  const x = inputValue('x', 'float32', [2]);
  const model = writeModel(describeModel([x], [{ name: 'y', value: apply('Neg', [x], { dtype: 'float32', shape: [2] }) }]));
  try {
    const { InferenceSession, Tensor } = await loadRuntime();
    const session = await InferenceSession.create(model, { executionProviders: [executionProvider(device)], logSeverityLevel: 4 });
    await session.run({ x: new Tensor('float32', Float32Array.of(1, -1), [2]) });
    await session.release();
    return undefined;
  } catch (error) {
    return reasonOf(device, error);
  }
}

/** Which devices can be used here, and why the others cannot. Each is tried with a graph of one operator. */
export async function devices(): Promise<DeviceReport[]> {
  const reports: DeviceReport[] = [];
  for (const device of DEVICES) {
    const reason = await whyUnavailable(device);
    reports.push(reason === undefined ? { device, available: true } : { device, available: false, reason });
  }
  return reports;
}
