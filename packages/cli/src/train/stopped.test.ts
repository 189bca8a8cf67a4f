import { DivergedError } from '@inrflow/core';
import { DeviceLostError, DeviceMemoryError } from '@inrflow/onnx';
import { stoppedBy } from './stopped.js';

const folder = 'runs/hearts';

test('messages for a lost device and a full one say what is kept and how to continue', () => {
  expect(stoppedBy(new DeviceLostError('webgpu'), { savedStep: 400, folder })!.message)
    .toMatch(/^the device 'webgpu' was lost while it computed: .*\. Training stopped, the checkpoint of step 400 is kept in runs\/hearts; --resume continues from it$/);
  expect(stoppedBy(new DeviceMemoryError('webgpu'), { folder })!.message)
    .toMatch(/^the device 'webgpu' has too little memory .*training\.recompute.*\. Training stopped, no checkpoint had been written in runs\/hearts$/);
});

test('for a training that diverged, the advice is a lower learning rate; other errors are not handled here', () => {
  const diverged = new DivergedError(7, 'the loss of step 7 is NaN');
  expect(stoppedBy(diverged, { savedStep: 5, folder })).toEqual({ reason: diverged.reason, message: `${diverged.reason}: training stopped, the checkpoint of step 5 is kept in runs/hearts; a lower training.learningRate may help` });
  expect(stoppedBy(new TypeError('a bug'), { folder })).toBeUndefined();
});
