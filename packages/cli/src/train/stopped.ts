import { DivergedError } from '@inrflow/core';
import { DeviceLostError, DeviceMemoryError } from '@inrflow/onnx';

/** Why a training stopped in a step: the reason for its report, and a message for the user that also says what is kept and what helps. */
export interface Stopped {
  reason: string;
  message: string;
}

/**
 * Describes why a training ended, if the cause is divergence or a fault of the device.
 *
 * @param savedStep the step of the last checkpoint, which is always complete: it is written beside the previous one and then replaces it
 * @returns undefined for other errors
 */
export function stoppedBy(error: unknown, { savedStep, folder }: { savedStep?: number; folder: string }): Stopped | undefined {
  const kept = savedStep === undefined ? `no checkpoint had been written in ${folder}` : `the checkpoint of step ${savedStep} is kept in ${folder}`;
  if (error instanceof DivergedError) return { reason: error.reason, message: `${error.reason}: training stopped, ${kept}; a lower training.learningRate may help` };
  if (!(error instanceof DeviceLostError || error instanceof DeviceMemoryError)) return undefined;
  const goOn = savedStep === undefined ? '' : '; --resume continues from it';
  return { reason: error.message, message: `${error.message}. Training stopped, ${kept}${goOn}` };
}
