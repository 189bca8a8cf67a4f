/** A device of ONNX Runtime. */
export type RuntimeDevice = 'cpu' | 'cuda' | 'webgpu' | 'directml' | 'coreml';

/** What runs a function: a device of ONNX Runtime, `auto` for the fastest one that computes correctly here, or `tfjs:` and the name of a backend of TensorFlow.js, which runs it eagerly. */
export type Device = RuntimeDevice | 'auto' | `tfjs:${string}`;

/** Devices of ONNX Runtime, in the order in which they are listed. */
export const DEVICES: readonly RuntimeDevice[] = ['cpu', 'cuda', 'webgpu', 'directml', 'coreml'];

/** What a device may be called, as a regular expression in a JSON Schema. */
export const DEVICE_PATTERN = '^(auto|cpu|cuda|webgpu|directml|coreml|tfjs:[a-z][a-z0-9-]*)$';

/** The choices in words, for errors and help. */
export const DEVICE_CHOICES = `auto, ${DEVICES.join(', ')} or tfjs:<backend>`;

/** The backend of TensorFlow.js that a device names; undefined if it names a device of ONNX Runtime. */
export function backendOf(device: Device): string | undefined {
  return device.startsWith('tfjs:') ? device.slice('tfjs:'.length) : undefined;
}

/** @throws RangeError naming the choices if there is no such device */
export function checkDevice(device: string): Device {
  if (!new RegExp(DEVICE_PATTERN).test(device)) throw new RangeError(`there is no device '${device}'; expected ${DEVICE_CHOICES}`);
  return device as Device;
}

/** A device that is not available, or that computes wrongly: `operator` and `difference` say what is wrong and by how much. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError';
  readonly device: Device;
  /** The operator that is computed wrongly. */
  readonly operator?: string;
  /** The largest difference from the CPU, relative to the largest number. */
  readonly difference?: number;

  constructor(device: Device, message: string, { operator, difference, cause }: { operator?: string; difference?: number; cause?: unknown } = {}) {
    super(message, { cause });
    this.device = device;
    this.operator = operator;
    this.difference = difference;
  }
}
