import { DeviceLostError, DeviceMemoryError, faultOf } from './faults.js';
import { openSession } from './openSession.js';
import { createSession } from './session.js';

test.each([
  ['webgpu', 'Failed to run JSEP kernel: GPUDevice was lost: A valid external Instance reference no longer exists.', DeviceLostError],
  ['webgpu', 'non-zero status code: WebGPU device lost (2): Device was destroyed.', DeviceLostError],
  ['webgpu', '[Device "WebGpuDevice"] is lost; vkQueueSubmit failed with VK_ERROR_DEVICE_LOST', DeviceLostError],
  ['directml', 'Exception 887A0005: DXGI_ERROR_DEVICE_REMOVED', DeviceLostError],
  ['webgpu', 'vkAllocateMemory failed with VK_ERROR_OUT_OF_DEVICE_MEMORY', DeviceMemoryError],
  ['webgpu', 'Buffer size (5368709120) exceeds the max buffer size limit (2147483648).', DeviceMemoryError],
  ['cuda', 'CUDA failure 2: out of memory ; GPU=0', DeviceMemoryError],
  ['cpu', 'Non-zero status code returned while running Gemm node. Failed to allocate memory for requested buffer of size 17179869184', DeviceMemoryError],
  ['cpu', 'std::bad_alloc', DeviceMemoryError],
  ['cpu', 'Aborted(Cannot enlarge memory arrays to size 4294967296 bytes (OOM).)', DeviceMemoryError],
  ['cpu', 'Array buffer allocation failed', DeviceMemoryError],
] as const)('%s: "%s" becomes a typed error that says what to do', (device, message, kind) => {
  const cause = new Error(message);
  const fault = faultOf(device, cause);
  expect(fault).toBeInstanceOf(kind);
  expect(fault).toMatchObject({ device, cause, name: kind.name });
  expect(fault!.message).toMatch(kind === DeviceLostError ? /was lost while it computed: .*last checkpoint$/ : /too little memory.* lower the batch size/);
});

test.each(['Invalid rank for input: x', 'the model has been disposed of', 'Non-zero status code returned while running Gather node'])('"%s" is left alone', (message) => {
  expect(faultOf('webgpu', new Error(message))).toBeUndefined();
});

/** A runtime whose sessions load and then fail, or do not load at all. */
const failing = { load: undefined as string | undefined, run: 'GPUDevice was lost: the driver was reset' };
jest.mock('./load.js', () => ({
  ...jest.requireActual<object>('./load.js'),
  loadRuntime: async () => ({
    env: {},
    Tensor: class {},
    InferenceSession: {
      create: async () => {
        if (failing.load) throw new Error(failing.load);
        return { inputNames: [], outputNames: [], run: async () => { throw new Error(failing.run); }, release: async () => {} };
      },
    },
  }),
}));

test('a device lost during a run, and one that runs out of memory while loading or running, give typed errors', async () => {
  const session = await openSession(new Uint8Array(), 'webgpu');
  await expect(session.run({})).rejects.toThrow(DeviceLostError);
  failing.run = 'VK_ERROR_OUT_OF_DEVICE_MEMORY';
  await expect(session.run({})).rejects.toThrow(DeviceMemoryError);
  await session.dispose();
  failing.load = 'std::bad_alloc';
  await expect(openSession(new Uint8Array(), 'cpu')).rejects.toThrow(DeviceMemoryError);
  await expect(createSession(new Uint8Array())).rejects.toThrow(DeviceMemoryError);
  failing.load = 'No such operator';
  await expect(createSession(new Uint8Array())).rejects.toThrow('ONNX Runtime cannot load the model: No such operator');
});
