import { compile, specsOf, type CompiledFunction, type HostTensor } from '@inrflow/onnx';
import type * as tf from '@tensorflow/tfjs-core';
import type { Network, Parameters } from '../../model/index.js';
import type { BatchArrays, BatchTensors } from '../../objective/index.js';
import { addedGradients, type GradientSums } from '../accumulation.js';
import type { NamedArrays } from '../arrays.js';
import { compiledByShape } from '../compiledByShape.js';
import type { RuntimeOptions } from '../runtimeOptions.js';

type Accumulate = CompiledFunction<[Parameters, BatchTensors, GradientSums], GradientSums & { losses: tf.Tensor }>;

/** The loss of a piece of a batch. */
export interface PieceLoss {
  /** Its share of the batch's loss. */
  loss: number;
  /** The loss of each of its samples. */
  losses: number[];
}

/** Zeros in the shapes of arrays. They share one memory, because nothing else is ever written to it. */
function zerosOf(arrays: NamedArrays): NamedArrays {
  const zeros = new Float32Array(Math.max(...Object.values(arrays).map(({ data }) => data.length)));
  return Object.fromEntries(Object.entries(arrays).map(([name, { dtype, shape, data }]) => [name, { dtype, shape, data: zeros.subarray(0, data.length) }]));
}

const scalar = (): HostTensor => ({ dtype: 'float32', shape: [], data: new Float32Array(1) });

/** Computes the share of pieces in a batch's gradients, by the graph that gradient accumulation runs. */
export function pieceGradients(network: Network, share: number, runtime: RuntimeOptions) {
  const add = addedGradients(network, share);
  const compiled = compiledByShape<Accumulate>();
  let zeros: NamedArrays | undefined;
  return {
    /** Writes to `into` the gradients of a piece, times its share, added to `from`, or to zeros. */
    async compute(parameters: NamedArrays, batch: BatchArrays, into: NamedArrays, from: NamedArrays = (zeros ??= zerosOf(parameters))): Promise<PieceLoss> {
      const specs = specsOf(parameters);
      const outputs = Object.fromEntries(Object.entries(into).map(([name, array]) => [`gradients.${name}`, array as HostTensor]));
      const run = await compiled.of(batch, () => compile(add, [specs, specsOf(batch), { loss: { shape: [] }, gradients: specs }] as never, runtime));
      const { loss, losses } = await run.into({ loss: scalar(), ...outputs }, parameters as never, batch as never, { loss: scalar(), gradients: from } as never);
      return { loss: loss.data[0], losses: Array.from(losses.data) };
    },
    dispose: () => compiled.dispose(),
  };
}
