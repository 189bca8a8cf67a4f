import { describeModel } from '../format/describe.js';
import { writeModel } from '../format/writer.js';
import { apply, inputValue } from '../graph/value.js';
import type { RuntimeDevice } from './device.js';
import { DEVICE_RULES } from './deviceRules.js';
import { openSession } from './openSession.js';
import type { DeviceTensor, HostTensor } from './session.js';

/** Moves a set of tensors to a device and back. */
export interface Copier {
  /** Copies to the device, as tensors that the caller disposes of. */
  upload(tensors: Readonly<Record<string, HostTensor>>): Promise<Record<string, DeviceTensor>>;
  /** Copies from the device into the given arrays. */
  download(tensors: Readonly<Record<string, DeviceTensor>>, into: Readonly<Record<string, HostTensor>>): Promise<void>;
  dispose(): Promise<void>;
}

/**
 * Copies tensors of fixed shapes between host and device by a graph that does nothing else: ONNX Runtime for Node has no call for it (reading a tensor on the device ends the
 * process, and results cannot be written to an existing tensor).
 */
export async function createCopier(shapes: Readonly<Record<string, Pick<HostTensor, 'dtype' | 'shape'>>>, device: RuntimeDevice): Promise<Copier> {
  const names = Object.keys(shapes);
  const inputs = names.map((name) => inputValue(name, shapes[name].dtype, shapes[name].shape));
  const outputs = inputs.map((value, i) => ({ name: `copy/${names[i]}`, value: apply('Identity', [value], value) }));
  const model = writeModel(describeModel(inputs, outputs));
  const rules = { ...DEVICE_RULES[device], optimization: 'disabled' as const };
  const up = await openSession(model, device, { rules, resident: outputs.map(({ name }) => name) });
  const down = await openSession(model, device, { rules });
  const plain = (results: Record<string, unknown>) => Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name.slice('copy/'.length), tensor]));
  return {
    upload: async (tensors) => plain(await up.run({ ...tensors })) as Record<string, DeviceTensor>,
    async download(tensors, into) {
      const results = plain(await down.run({ ...tensors })) as Record<string, HostTensor>;
      for (const name of names) into[name].data.set(results[name].data);
    },
    async dispose() {
      await up.dispose();
      await down.dispose();
    },
  };
}
