import { compile, specsOf, type HostTensor } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs-core';
import { decodeQueries, encodeContext, type ConditionTensors, type ContextTensors, type Encoded, type Network, type Parameters } from '../model/index.js';
import { velocityFactors } from '../paths/index.js';
import { contextArrays, floats, groupPairs, type Pairs } from '../objective/index.js';
import type { NamedArrays } from '../training/index.js';
import { compiledByShape } from '../training/compiledByShape.js';
import type { RuntimeOptions } from '../training/runtimeOptions.js';

/** The condition of one batch: a label per sample and, if the model has condition channels, tokens. */
export interface BatchCondition {
  /** `[batch]`; the number of classes means no class. */
  labels: Int32Array;
  /** `[batch, tokens, conditionChannels]` and `[batch, tokens]`. */
  tokens?: { tokens: HostTensor; mask: HostTensor };
  /** How examples were augmented, `[batch, augmentationChannels]`; if absent, not at all. */
  augmentation?: HostTensor;
}

/** The network compiled for sampling: the encoder runs once per velocity, the decoder chunk by chunk. */
export interface CompiledVelocity {
  /**
   * Velocity of each sample's points.
   *
   * @param contexts each sample's context pairs at this time
   * @param coordinates `[points, coordinateChannels]`, shared by the samples
   * @param values each sample's values, `[points, valueChannels]`
   * @returns each sample's velocity `[points, valueChannels]`
   */
  (contexts: readonly Pairs[], coordinates: Float32Array, values: readonly Float32Array[], time: number, condition: BatchCondition): Promise<Float32Array[]>;
  dispose(): Promise<void>;
}

/** Sizes of the pieces that are computed at once. */
export interface VelocityOptions extends RuntimeOptions {
  /** Queries decoded at once; rounded up to a multiple of 64, so that a query's result does not depend on it. Chunks are as few as possible, and equal. */
  chunk: number;
  /** Bits of the weights; 8 is faster on the CPU and less exact. Chunks then have a fixed size, since the rounding of a query depends on those beside it. Default 32. */
  weightBits?: 8 | 32;
}

/** Queries decoded at once with weights of 8 bits. */
const EIGHT_BIT_CHUNK = 1024;

/** Parameters as tensors of the current backend. While tracing, they become constants of the graph, which ONNX Runtime packs once. */
const tensorsOf = (arrays: NamedArrays): Parameters =>
  Object.fromEntries(Object.entries(arrays).map(([name, { data, shape }]) => [name, tf.tensor(data, shape)]));

/**
 * Chunks are multiples of this. ONNX Runtime rounds differently in vectorized sines at the odd end of an array, and in matrix products with
 * a single row; whole numbers of vectors avoid both.
 */
const TILE = 64;

/** The encoder's output for a batch, on the host. */
type EncodedArrays = { latents: HostTensor; vector: HostTensor; mask?: HostTensor };

interface Encoder {
  (given: object): Promise<{ latents: HostTensor; vector: HostTensor }>;
  dispose(): Promise<void>;
}

interface Decoder {
  (encoded: EncodedArrays, query: { coordinates: HostTensor; values: HostTensor }): Promise<HostTensor>;
  dispose(): Promise<void>;
}

const encoderOf = (network: Network, parameters: NamedArrays) =>
  ({ context, condition }: { context: ContextTensors; condition: ConditionTensors }) => {
    const { latents, vector } = encodeContext(network, tensorsOf(parameters), context, condition);
    return { latents, vector };
  };

const decoderOf = (network: Network, parameters: NamedArrays) =>
  (encoded: Encoded, query: { coordinates: tf.Tensor; values: tf.Tensor }) => decodeQueries(network, tensorsOf(parameters), encoded, query);

/** Compiles a network with its parameters for sampling, once for each number of samples that occurs. Partial chunks are padded, so that runs come in few shapes. */
export async function compileVelocity(network: Network, parameters: NamedArrays, { chunk: wanted, weightBits, threads, device }: VelocityOptions): Promise<CompiledVelocity> {
  const tiles = (points: number) => TILE * Math.ceil(points / TILE);
  /** Points decoded at once: as few chunks as possible, equally large. */
  const chunkOf = (points: number) => (weightBits === 8 ? EIGHT_BIT_CHUNK : tiles(points / Math.ceil(points / tiles(wanted))));
  const options = { threads, device, weightBits };
  const { config, modality, pseudoCoordinates } = network;
  const { coordinateChannels, valueChannels } = modality;
  const group = groupPairs(config, modality, pseudoCoordinates);
  const [encoders, decoders] = [compiledByShape<Encoder>(), compiledByShape<Decoder>()];

  async function encode(contexts: readonly Pairs[], time: number, condition: BatchCondition): Promise<EncodedArrays> {
    const context = contextArrays(contexts, contexts.map(group));
    const batch = contexts.length;
    const given = {
      context,
      condition: {
        time: floats([batch], new Float32Array(batch).fill(time)),
        ...(config.classes > 0 ? { label: { dtype: 'int32' as const, shape: [batch], data: condition.labels } } : {}),
        ...(condition.tokens ? { condition: condition.tokens } : {}),
        ...(condition.augmentation && { augmentation: condition.augmentation }),
      },
    };
    const { latents, vector } = await (await encoders.of(given, () => compile(encoderOf(network, parameters), [specsOf(given)] as never, options)))(given);
    return { latents, vector, ...(context.latents && { mask: context.latents.mask }) };
  }

  const velocity = async (contexts: readonly Pairs[], coordinates: Float32Array, values: readonly Float32Array[], time: number, condition: BatchCondition) => {
    const batch = values.length;
    const encoded = await encode(contexts, time, condition);
    const points = values[0].length / valueChannels;
    const results = values.map((each) => new Float32Array(each.length));
    const chunk = chunkOf(points);
    // All chunks have one shape, so one decoder.
    let decoder: Decoder | undefined;
    for (let start = 0; start < points; start += chunk) {
      const size = Math.min(chunk, points - start);
      const query = { coordinates: floats([batch, chunk, coordinateChannels]), values: floats([batch, chunk, valueChannels]) };
      for (let b = 0; b < values.length; b++) {
        query.coordinates.data.set(coordinates.subarray(start * coordinateChannels, (start + size) * coordinateChannels), b * chunk * coordinateChannels);
        query.values.data.set(values[b].subarray(start * valueChannels, (start + size) * valueChannels), b * chunk * valueChannels);
      }
      decoder ??= await decoders.of({ encoded, query }, () => compile(decoderOf(network, parameters), [specsOf(encoded), specsOf(query)] as never, options));
      const { data } = await decoder(encoded, query);
      for (let b = 0; b < values.length; b++) {
        results[b].set((data as Float32Array).subarray(b * chunk * valueChannels, (b * chunk + size) * valueChannels), start * valueChannels);
      }
    }
    if (network.denoises) {
      const { denoised, state } = velocityFactors(network.denoises, time);
      results.forEach((result, b) => result.forEach((value, i) => (result[i] = denoised * value + state * values[b][i])));
    }
    return results;
  };
  return Object.assign(velocity, {
    async dispose() {
      await decoders.dispose();
      await encoders.dispose();
    },
  });
}
