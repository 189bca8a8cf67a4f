import { compile, specsOf, type CompiledFunction, type HostTensor } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs-core';
import type { Network, Parameters } from '../model/index.js';
import type { BatchTensors } from '../objective/index.js';
import type { NamedArrays } from './arrays.js';
import { lossAndGradients, updateState, type StepScalars, type TrainingState, type UpdateOptions } from './step.js';
import { compiledByShape } from './compiledByShape.js';
import type { RuntimeOptions } from './runtimeOptions.js';
import { outputsOf, type StepRunner } from './wholeStep.js';

/** Sums over the pieces of a batch. */
export interface GradientSums {
  loss: tf.Tensor;
  gradients: Parameters;
}

/**
 * Adds a piece's share to the sums of loss and gradients: for equally large pieces, the sums over all of them with share
 * 1 / pieces are the loss and gradients of the whole batch.
 */
export function addedGradients(network: Network, share: number) {
  return (parameters: Parameters, batch: BatchTensors, sums: GradientSums): GradientSums & { losses: tf.Tensor } => {
    const { loss, losses, gradients } = lossAndGradients(network, parameters, batch);
    const added = (sum: tf.Tensor, x: tf.Tensor) => tf.add(sum, tf.mul(x, share));
    return {
      loss: added(sums.loss, loss),
      losses,
      gradients: Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, added(sums.gradients[name], gradient)])),
    };
  };
}

type Accumulate = CompiledFunction<[Parameters, BatchTensors, GradientSums], GradientSums & { losses: tf.Tensor }>;
type Update = CompiledFunction<[TrainingState, Parameters, StepScalars], ReturnType<typeof updateState>>;

/**
 * Steps whose batch is computed piece by piece, each piece's gradients added to those before it, and one update at the end: the same step
 * as {@link wholeStep} up to rounding, with the activations of one piece in memory, and one more array the size of the parameters.
 *
 * @param pieces number of pieces into which a batch is divided
 */
export function accumulatedStep(network: Network, options: UpdateOptions, pieces: number, runtime: RuntimeOptions = {}): StepRunner {
  const add = addedGradients(network, 1 / pieces);
  const move = (state: TrainingState, gradients: Parameters, scalars: StepScalars) => updateState(state, gradients, options, scalars);
  const loss = (): HostTensor => ({ dtype: 'float32', shape: [], data: new Float32Array(1) });
  const accumulate = compiledByShape<Accumulate>();
  let total: NamedArrays | undefined;
  let update: Update | undefined;
  return {
    async run(state, next, batches, scalars) {
      const { parameters } = state;
      const specs = specsOf(parameters);
      total ??= Object.fromEntries(Object.entries(parameters).map(([name, { dtype, shape, data }]) => [name, { dtype, shape, data: new Float32Array(data.length) }]));
      // Sums alternate between two sets of arrays and must end in one that the update does not write to; the other is free until then.
      const [last, free] = [{ loss: loss(), gradients: total }, { loss: loss(), gradients: next.first }];
      const at = (left: number) => (left % 2 === 0 ? last : free);
      for (const { data } of Object.values(at(batches.length).gradients)) data.fill(0);
      const losses: number[] = [];
      for (const [i, batch] of batches.entries()) {
        const [from, to] = [at(batches.length - i), at(batches.length - i - 1)];
        const into = Object.fromEntries(Object.entries(to.gradients).map(([name, array]) => [`gradients.${name}`, array as HostTensor]));
        const run = await accumulate.of(batch, () => compile(add, [specs, specsOf(batch), { loss: { shape: [] }, gradients: specs }] as never, runtime));
        const result = await run.into({ loss: to.loss, ...into }, parameters as never, batch as never, from as never);
        losses.push(...(result.losses.data as Float32Array));
      }
      update ??= (await compile(move, [specsOf(state), specs, specsOf(scalars)] as never, runtime)) as unknown as Update;
      const { gradientNorm } = await update.into(outputsOf(next), state as never, total as never, scalars as never);
      return { loss: last.loss.data[0], gradientNorm: gradientNorm.data[0], losses };
    },
    async dispose() {
      await accumulate.dispose();
      await update?.dispose();
      update = undefined;
    },
  };
}
