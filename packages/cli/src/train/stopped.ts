import { DivergedError } from '@inrflow/core';
import { DeviceLostError, DeviceMemoryError } from '@inrflow/onnx';

/** Why a training that failed in a step has stopped, in words for its report, and for the user with what is kept and what helps. */
export interface Stopped {
  reason: string;
  message: string;
}

/**
 * What is said of a training that a fault of the numbers or of the device has ended.
 *
 * @param savedStep the step of the last checkpoint, which is whole: it is written beside the one before and then takes its place
 * @returns undefined for other errors
 */
export function stoppedBy(error: unknown, { savedStep, folder }: { savedStep?: number; folder: string }): Stopped | undefined {
  const kept = savedStep === undefined ? `no checkpoint had been written in ${folder}` : `the checkpoint of step ${savedStep} is kept in ${folder}`;
  if (error instanceof DivergedError) return { reason: error.reason, message: `${error.reason}: training stopped, ${kept}; a lower training.learningRate may help` };
  if (!(error instanceof DeviceLostError || error instanceof DeviceMemoryError)) return undefined;
  const goOn = savedStep === undefined ? '' : '; --resume goes on from it';
  return { reason: error.message, message: `${error.message}. Training stopped, ${kept}${goOn}` };
}
