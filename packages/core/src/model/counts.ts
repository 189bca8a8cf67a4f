import { pseudoCoordinateChannelsOf } from '../modality/index.js';
import type { ModelConfig, PairChannels } from './config.js';
import { parameterSpecs, readsAgain, TIME_CHANNELS } from './parameters.js';

/** Numbers of parameters. */
export interface ParameterCount {
  total: number;
  /** By part of the network, such as `encoder`, `blocks` or `decoder`: the first word of a parameter's name. */
  parts: Record<string, number>;
}

/** The number of parameters of a network, from the shapes in {@link parameterSpecs}. */
export function parameterCount(config: ModelConfig, channels: PairChannels): ParameterCount {
  const parts: Record<string, number> = {};
  for (const [name, { shape }] of Object.entries(parameterSpecs(config, channels))) {
    const part = name.slice(0, name.indexOf('.'));
    parts[part] = (parts[part] ?? 0) + shape.reduce((product, size) => product * size, 1);
  }
  return { total: Object.values(parts).reduce((sum, count) => sum + count, 0), parts };
}

/** The sizes of one run of a network. */
export interface Workload {
  channels: PairChannels;
  /** Slots for context pairs of a sample, padding included; latents · pairsPerLatent by default. */
  contextPairs?: number;
  /** Decoded points of a sample. */
  queries: number;
  /** Condition tokens of a sample. Default 0. */
  conditionTokens?: number;
  /** Samples. Default 1. Whatever does not depend on the sample is computed once. */
  batch?: number;
}

/** Multiply–adds of a run's matrix products. */
interface Products {
  /** Products whose left operand depends on parameters: their gradient takes two products of the same size. */
  inner: number;
  /** Products whose left operand is data: their gradient takes one. */
  input: number;
}

function productsOf(config: ModelConfig, { channels, queries, conditionTokens: tokens = 0, batch = 1, contextPairs = config.latents * config.pairsPerLatent }: Workload): Products {
  const { width, latents, encoder } = config;
  const square = width * width;
  const conditioned = config.conditionChannels > 0 && tokens > 0;
  const block = (rows: number, keys: number, condition: boolean) =>
    // Modulation; query, output, key and value; logits and weighted sum; the MLP.
    6 * square + 2 * (rows + keys) * square + 2 * rows * keys * width + 2 * rows * width * Math.round(width * config.mlpRatio) +
    (condition ? square + 2 * (rows + tokens) * square + 2 * rows * tokens * width : 0);
  const placeChannels = pseudoCoordinateChannelsOf(channels) * (1 + 2 * config.latentFrequencies);
  const again = Array.from({ length: config.blocks }, (_, i) => i).filter((i) => readsAgain(config, i)).length;
  const embedded = (encoder === 'linear' ? latents * config.pairsPerLatent : contextPairs) * channels.featureChannels * width;
  const read = encoder === 'linear' ? 0 :
    (1 + again) * (2 * contextPairs * square + 2 * (encoder === 'perceiver' ? latents : 1) * contextPairs * width + latents * square) +
    // After reading, latents differ by sample.
    again * latents * square + (config.encoderMlp ? 2 * latents * width * Math.round(width * config.mlpRatio) : 0);
  return {
    inner:
      // The latents' queries are the same for every sample.
      (encoder === 'linear' ? 0 : latents * square) +
      batch * (square + (conditioned ? tokens * square : 0) + read + config.blocks * block(latents, latents, conditioned) + config.decoderLayers * block(queries, latents, false) +
        2 * square + queries * width * channels.valueChannels + (config.rejoinQuery ? 2 * queries * square : 0)),
    input:
      (config.placedLatents ? latents * placeChannels * width : 0) +
      batch * (TIME_CHANNELS * width + (config.classes > 0 ? (config.classes + 1) * width : 0) + config.augmentationChannels * width + (conditioned ? tokens * config.conditionChannels * width : 0) +
        embedded + (config.rejoinQuery ? 2 : 1) * queries * channels.featureChannels * width),
  };
}

/** Floating-point operations of the matrix products of one forward pass of a batch, two for each multiply–add. */
export function forwardFlops(config: ModelConfig, workload: Workload): number {
  const { inner, input } = productsOf(config, workload);
  return 2 * (inner + input);
}

/**
 * Floating-point operations of the matrix products of one training step of a batch, forward and backward: three times the forward pass's,
 * minus the gradients with respect to coordinates, values, times, labels and condition tokens, which nothing needs.
 */
export function trainingStepFlops(config: ModelConfig, workload: Workload): number {
  const { inner, input } = productsOf(config, workload);
  return 2 * (3 * inner + 2 * input);
}
