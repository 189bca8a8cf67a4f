import { backendOf, chooseDevice, DEVICE_RULES, type RuntimeDevice } from '@inrflow/onnx';
import type { Network } from '../model/index.js';
import { accumulatedStep } from './accumulation.js';
import { residentStep } from './residentStep.js';
import type { RuntimeOptions } from './runtimeOptions.js';
import type { UpdateOptions } from './step.js';
import { wholeStep, type StepRunner } from './wholeStep.js';

/**
 * What computes the steps: at once, in pieces, or with the state on the device where its memory outlasts a run. (In pieces, the state comes to the host with each: whoever has
 * a graphics card chooses a smaller batch instead.)
 *
 * @param pieces into how many a batch is divided
 */
export async function createRunner(network: Network, options: UpdateOptions, pieces: number, { device: wanted = 'cpu', ...runtime }: RuntimeOptions): Promise<StepRunner> {
  const device = await chooseDevice(wanted);
  if (pieces > 1) return accumulatedStep(network, options, pieces, { ...runtime, device });
  const isResident = backendOf(device) === undefined && DEVICE_RULES[device as RuntimeDevice].buffers !== undefined;
  return isResident ? residentStep(network, options, { ...runtime, device: device as RuntimeDevice }) : wholeStep(network, options, { ...runtime, device });
}
