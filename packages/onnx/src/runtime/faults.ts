import type { RuntimeDevice } from './device.js';

/** A device that went away while it computed: its driver was reset, it was unplugged, or the system took it back. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
  readonly device: RuntimeDevice;

  constructor(device: RuntimeDevice, cause?: unknown) {
    super(`the device '${device}' was lost while it computed: its driver was reset, or the system took it back. Start again; a training goes on from its last checkpoint`, { cause });
    this.device = device;
  }
}

/** A model needs more memory than the device has. */
export class DeviceMemoryError extends Error {
  override readonly name = 'DeviceMemoryError';
  readonly device: RuntimeDevice;

  constructor(device: RuntimeDevice, cause?: unknown) {
    const whose = device === 'cpu' ? 'this process has too little memory left' : `the device '${device}' has too little memory`;
    super(`${whose} for this model: to train, lower the batch size, the decoded points or the latents, or compute blocks again (training.recompute); to sample, lower the points decoded at once (chunk)`, { cause });
    this.device = device;
  }
}

/** What Dawn, the browsers, CUDA and DirectML say about a device that is gone. */
const LOST = /device (?:was|is|has been) (?:lost|removed|hung)|device[ _-]?lost|lost device|DXGI_ERROR_DEVICE_(?:REMOVED|HUNG|RESET)|cudaErrorDevicesUnavailable|GPUDevice.{0,40}(?:lost|destroyed)/i;
/** What they, WebAssembly, V8 and the C++ library say if there is not enough memory. */
const MEMORY = /out[ _-]of[ _-](?:\w+[ _-])?memory|std::bad_alloc|bad allocation|failed to allocate memory|cannot enlarge memory|could not allocate memory|array buffer allocation failed|allocation size overflow|CUBLAS_STATUS_ALLOC_FAILED|buffer size.{0,80}exceeds the (?:max|limit)/i;

/**
 * Turns a failure of ONNX Runtime into an error that code can react to. The runtime reports it only as text, so this is the one place that parses its text.
 *
 * @returns undefined for any other error
 */
export function faultOf(device: RuntimeDevice, error: unknown): DeviceLostError | DeviceMemoryError | undefined {
  const message = error instanceof Error ? error.message : String(error);
  if (LOST.test(message)) return new DeviceLostError(device, error);
  if (MEMORY.test(message)) return new DeviceMemoryError(device, error);
  return undefined;
}
