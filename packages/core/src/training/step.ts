import * as tf from '@tensorflow/tfjs-core';
import type { Network, Parameters } from '../model/index.js';
import { sampleLosses, type BatchTensors } from '../objective/loss.js';
import { adamW, type AdamWOptions, type AdamWScalars } from './adamW.js';
import { clipFactor, globalNorm } from './clip.js';
import { movedAverage } from './exponentialMovingAverage.js';

/** Everything that training changes, by parameter name. */
export interface TrainingState {
  parameters: Parameters;
  /** Exponential moving average of the parameters, used for sampling. */
  average: Parameters;
  /** Mean gradients. */
  first: Parameters;
  /** Mean squared gradients. */
  second: Parameters;
}

/** Scalars of one step. */
export interface StepScalars extends AdamWScalars {
  /** 1 − decay of the moving average. */
  averageRate: tf.Tensor;
}

/** Constants of an update. */
export interface UpdateOptions {
  optimizer: AdamWOptions;
  /** Limit of the gradients' global norm. */
  clipNorm: number;
}

/** Loss and gradients of a batch, and the loss of each of its samples, `[batch]`. */
export function lossAndGradients(network: Network, parameters: Parameters, batch: BatchTensors): { loss: tf.Tensor; losses: tf.Tensor; gradients: Parameters } {
  const names = Object.keys(parameters);
  let kept: tf.Tensor | undefined;
  const loss = (...tensors: tf.Tensor[]) => {
    // Gradients are computed in a scope that frees everything created inside.
    kept = tf.keep(sampleLosses(network, Object.fromEntries(names.map((name, i) => [name, tensors[i]])), batch));
    return tf.mean(kept) as tf.Scalar;
  };
  const { value, grads } = tf.valueAndGrads(loss)(names.map((name) => parameters[name]));
  // The caller's scope frees it like any other.
  const losses = tf.clone(kept!);
  kept!.dispose();
  return { loss: value, losses, gradients: Object.fromEntries(names.map((name, i) => [name, grads[i]])) };
}

/** Updates the state with gradients: AdamW, then the average. @param clip the factor that clipping multiplies gradients by, a scalar */
export function movedState(state: TrainingState, gradients: Parameters, clip: tf.Tensor, optimizer: AdamWOptions, scalars: StepScalars): TrainingState {
  const next: TrainingState = { parameters: {}, average: {}, first: {}, second: {} };
  for (const [name, parameter] of Object.entries(state.parameters)) {
    const moved = adamW({ parameter, first: state.first[name], second: state.second[name] }, gradients[name], clip, optimizer, scalars);
    next.parameters[name] = moved.parameter;
    next.first[name] = moved.first;
    next.second[name] = moved.second;
    next.average[name] = movedAverage(state.average[name], moved.parameter, scalars.averageRate);
  }
  return next;
}

/** Clips gradients and updates the state. */
export function updateState(state: TrainingState, gradients: Parameters, { optimizer, clipNorm }: UpdateOptions, scalars: StepScalars) {
  const gradientNorm = globalNorm(Object.values(gradients));
  return { state: movedState(state, gradients, clipFactor(gradientNorm, clipNorm), optimizer, scalars), gradientNorm };
}

/** A whole training step as one function of tensors: forward, backward, clip, AdamW, average. */
export function trainingStep(network: Network, options: UpdateOptions) {
  return (state: TrainingState, batch: BatchTensors, scalars: StepScalars) => {
    const { loss, losses, gradients } = lossAndGradients(network, state.parameters, batch);
    return { loss, losses, ...updateState(state, gradients, options, scalars) };
  };
}
