import { compile, specsOf, type CompiledFunction, type HostTensor } from '@inrflow/onnx';
import type { Network } from '../model/index.js';
import type { BatchArrays, BatchTensors } from '../objective/index.js';
import { trainingStep, type StepScalars, type TrainingState, type UpdateOptions } from './step.js';
import type { TrainingArrays } from './arrays.js';
import { compiledByShape } from './compiledByShape.js';
import type { RuntimeOptions } from './runtimeOptions.js';

/** The numbers of one step, as scalars on the host. */
export type HostScalars = Record<keyof StepScalars, HostTensor>;

/** The numbers that a step returns besides the next state. */
export interface StepNumbers {
  /** Mean loss of the samples. */
  loss: number;
  /** Global norm of the gradients before clipping. */
  gradientNorm: number;
  /** The loss of each sample, in the order of the batches. */
  losses: number[];
}

/** Computes training steps. */
export interface StepRunner {
  /**
   * One step, from `state` into `next`, whose previous contents do not matter.
   *
   * @param batches the step's batch in pieces of equal numbers of samples
   */
  run(state: TrainingArrays, next: TrainingArrays, batches: readonly BatchArrays[], scalars: HostScalars): Promise<StepNumbers>;
  /** Copies the state to the host; present if the runner keeps it on a device and does not write to the host's arrays. */
  download?(into: TrainingArrays): Promise<void>;
  dispose(): Promise<void>;
}

/** Arrays of a state's parts by the path of the compiled function's output, such as `state.average.time.hidden.bias`. */
export function outputsOf(state: TrainingArrays): Record<string, HostTensor> {
  return Object.fromEntries(Object.entries(state).flatMap(([part, named]) =>
    Object.entries(named as TrainingArrays['parameters']).map(([name, array]) => [`state.${part}.${name}`, array])));
}

type Step = CompiledFunction<[TrainingState, BatchTensors, StepScalars], ReturnType<ReturnType<typeof trainingStep>>>;

/** Steps compiled whole: forward, backward, clip, AdamW and average in one graph. The step's batch is one piece. */
export function wholeStep(network: Network, options: UpdateOptions, runtime: RuntimeOptions = {}): StepRunner {
  const step = trainingStep(network, options);
  const compiled = compiledByShape<Step>();
  return {
    async run(state, next, [batch], scalars) {
      const run = await compiled.of(batch, () => compile(step, [specsOf(state), specsOf(batch), specsOf(scalars)] as never, runtime));
      const result = await run.into(outputsOf(next), state as never, batch as never, scalars as never);
      return { loss: result.loss.data[0], gradientNorm: result.gradientNorm.data[0], losses: Array.from(result.losses.data) };
    },
    dispose: () => compiled.dispose(),
  };
}
