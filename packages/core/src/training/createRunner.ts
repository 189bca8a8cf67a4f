import { backendOf, chooseDevice, DEVICE_RULES, type RuntimeDevice } from '@inrflow/onnx';
import type { Network } from '../model/index.js';
import { accumulatedStep } from './accumulation.js';
import { residentStep } from './residentStep.js';
import type { RuntimeOptions } from './runtimeOptions.js';
import type { UpdateOptions } from './step.js';
import { wholeStep, type StepRunner } from './wholeStep.js';

/**
 * Chooses what computes the steps: whole batches, pieces, or, if the device's memory outlasts a run, steps that keep the state on the device. (With pieces, the state returns to the host each time; on
 * a graphics card, choose a smaller batch instead.)
 *
 * @param pieces number of pieces into which a batch is divided
 */
export async function createRunner(network: Network, options: UpdateOptions, pieces: number, { device: wanted = 'cpu', ...runtime }: RuntimeOptions): Promise<StepRunner> {
  const device = await chooseDevice(wanted);
  if (pieces > 1) return accumulatedStep(network, options, pieces, { ...runtime, device });
  const isResident = backendOf(device) === undefined && DEVICE_RULES[device as RuntimeDevice].buffers !== undefined;
  return isResident ? residentStep(network, options, { ...runtime, device: device as RuntimeDevice }) : wholeStep(network, options, { ...runtime, device });
}
