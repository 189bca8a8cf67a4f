import { describeModel } from '../format/describe.js';
import { writeModel } from '../format/writer.js';
import { apply, inputValue } from '../graph/value.js';
import { describeAdapter } from './adapter.js';
import { DEVICES, type RuntimeDevice } from './device.js';
import { runsUnderNode } from './load.js';
import { openSession } from './openSession.js';
import { checkedOnce, describeFault } from './selfCheck/selfCheck.js';

/** Whether a device can be used here. */
export interface DeviceReport {
  device: RuntimeDevice;
  available: boolean;
  /** The card and its driver, as far as the system reveals them; present for every device that is there, even if it computes wrongly. */
  adapter?: string;
  /** Why it cannot be used. */
  reason?: string;
}

/** Why a device cannot be used; for one that computes wrongly, what and by how much. */
export interface Unusable {
  /** The reason in words. */
  text: string;
  /** The operator that is computed wrongly. */
  operator?: string;
  /** The largest difference from the CPU, relative to the largest number. */
  difference?: number;
}

const PLATFORM: Partial<Record<RuntimeDevice, string>> = { directml: 'Windows', coreml: 'macOS on Apple silicon', cuda: 'Linux on x64', webgpu: 'Linux on x64, Windows, and macOS on Apple silicon' };

/** ONNX Runtime's message in one line, without the source files it names. */
function reasonOf(device: RuntimeDevice, error: unknown): string {
  const message = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').replace(/^\S*\/onnxruntime\/\S+ .*?was false\. /, '').trim();
  if (/backend not found/.test(message)) return `ONNX Runtime for this system has no such device${PLATFORM[device] ? ` (it is for ${PLATFORM[device]})` : ''}`;
  if (device === 'cuda' && /shared library/.test(message)) {
    return `the CUDA libraries of onnxruntime-node are not there (${message}); its install script fetches them: npm rebuild onnxruntime-node`;
  }
  if (device === 'webgpu' && !runsUnderNode() && !(globalThis as { navigator?: { gpu?: object } }).navigator?.gpu) {
    return 'this browser has no WebGPU, or not on a page without https; the device cpu is there everywhere';
  }
  if (device === 'webgpu' && /adapter|navigator\.gpu|instance/i.test(message)) {
    return `no graphics card that WebGPU can use was found (${message}); on Linux it needs libvulkan1 and the card's Vulkan driver`;
  }
  return message;
}

async function whyMissing(device: RuntimeDevice): Promise<string | undefined> {
  const x = inputValue('x', 'float32', [2]);
  const model = writeModel(describeModel([x], [{ name: 'y', value: apply('Neg', [x], { dtype: 'float32', shape: [2] }) }]));
  try {
    const session = await openSession(model, device, { threads: 1 });
    await session.run({ x: { dtype: 'float32', shape: [2], data: Float32Array.of(1, -1) } });
    await session.dispose();
    return undefined;
  } catch (error) {
    return reasonOf(device, error);
  }
}

const missing = new Map<RuntimeDevice, Promise<string | undefined>>();

/** {@link whyMissing}, once per process. */
function whyMissingHere(device: RuntimeDevice): Promise<string | undefined> {
  const known = missing.get(device) ?? whyMissing(device);
  missing.set(device, known);
  return known;
}

/** Why a device cannot be used: it is missing, or it computes something wrongly; undefined if it can. The CPU is what the others are compared with. */
export async function whyUnusable(device: RuntimeDevice): Promise<Unusable | undefined> {
  if (device === 'cpu') return undefined;
  const text = await whyMissingHere(device);
  if (text !== undefined) return { text };
  const fault = await checkedOnce(device);
  return fault && { text: describeFault(fault), operator: fault.operator, difference: fault.difference };
}

/** Which devices can be used here, and why the others cannot. Each is tried, and its numbers are compared with the CPU's. */
export async function devices(): Promise<DeviceReport[]> {
  const reports: DeviceReport[] = [];
  for (const device of DEVICES) {
    const reason = await whyUnusable(device);
    const adapter = reason && reason.operator === undefined ? undefined : await describeAdapter(device);
    reports.push({ device, available: !reason, ...(adapter !== undefined && { adapter }), ...(reason && { reason: reason.text }) });
  }
  return reports;
}
