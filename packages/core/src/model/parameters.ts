import type * as tf from '@tensorflow/tfjs-core';
import { pseudoCoordinateChannelsOf } from '../modality/index.js';
import { normalValues, uniformValues } from '../random/index.js';
import type { ModelConfig, PairChannels } from './config.js';

/** Parameters by name, as tensors. */
export type Parameters = Record<string, tf.Tensor>;

/** A parameter: its shape and its initialization. */
export interface ParameterSpec {
  shape: number[];
  /** `xavier`: uniform in ±√(6 / (fan in + fan out)) (Glorot and Bengio, 2010); `normal`: standard deviation 0.02; zeros; or ones. */
  initial: 'xavier' | 'normal' | 'zeros' | 'ones';
}

/** Channels of the sinusoidal time embedding. */
export const TIME_CHANNELS = 256;

type Specs = Record<string, ParameterSpec>;

function linear(name: string, from: number, to: number, initial: ParameterSpec['initial'] = 'xavier'): Specs {
  return { [`${name}.weight`]: { shape: [from, to], initial }, [`${name}.bias`]: { shape: [to], initial: 'zeros' } };
}

function attention(name: string, width: number, keyChannels = width): Specs {
  return {
    ...linear(`${name}.query`, width, width), ...linear(`${name}.key`, keyChannels, width),
    ...linear(`${name}.value`, keyChannels, width), ...linear(`${name}.output`, width, width),
  };
}

/** The scales of normalized queries and keys, one per channel of a head. */
function queryKeyScales(name: string, { queryKeyNorm, width, heads }: ModelConfig): Specs {
  if (!queryKeyNorm) return {};
  return Object.fromEntries(['queryScale', 'keyScale'].map((part) => [`${name}.${part}`, { shape: [width / heads], initial: 'ones' as const }]));
}

function mlp(name: string, { width, mlpRatio }: ModelConfig): Specs {
  const hidden = Math.round(width * mlpRatio);
  return { ...linear(`${name}.hidden`, width, hidden), ...linear(`${name}.output`, hidden, width) };
}

/** A block's parameters: adaLN-Zero starts its modulation at zero, so that every block starts as the identity (Peebles and Xie, 2023). */
function block(name: string, config: ModelConfig): Specs {
  const { width, conditionChannels } = config;
  return {
    ...linear(`${name}.modulation`, width, 6 * width, 'zeros'),
    ...attention(`${name}.attention`, width),
    ...queryKeyScales(`${name}.attention`, config),
    ...(conditionChannels > 0 ? { ...attention(`${name}.condition`, width), ...linear(`${name}.conditionGate`, width, width, 'zeros') } : {}),
    ...mlp(`${name}.mlp`, config),
  };
}

function encoder(config: ModelConfig, channels: PairChannels): Specs {
  const { width } = config;
  const latents: Specs = {
    'latents.vectors': { shape: [channels.pseudoCoordinatesOf ? 1 : config.latents, width], initial: 'normal' },
    ...(config.placedLatents && linear('latents.place', pseudoCoordinateChannelsOf(channels) * (1 + 2 * config.latentFrequencies), width)),
  };
  if (config.encoder === 'linear') return { ...latents, ...linear('encoder.group', config.pairsPerLatent * channels.featureChannels, width) };
  return { ...latents, ...linear('encoder.pair', channels.featureChannels, width), ...attention('encoder.attention', width), ...(config.encoderMlp && mlp('encoder.mlp', config)) };
}

/** Whether latents read their pairs again before a block; never before the first, since they have just read them. */
export const readsAgain = ({ reread }: Pick<ModelConfig, 'reread'>, block: number): boolean => reread > 0 && block > 0 && block % reread === 0;

/** Every parameter of a network, in a fixed order. */
export function parameterSpecs(config: ModelConfig, channels: PairChannels): Specs {
  const { width, blocks, decoderLayers, classes, conditionChannels, augmentationChannels } = config;
  const numbered = (prefix: string, count: number, of: ModelConfig) =>
    Object.assign({}, ...Array.from({ length: count }, (_, i) => block(`${prefix}.${i}`, of))) as Specs;
  const read = Array.from({ length: blocks }, (_, i) => i).filter((i) => readsAgain(config, i)).map((i) => attention(`read.${i}`, width));
  return {
    ...linear('time.hidden', TIME_CHANNELS, width),
    ...linear('time.output', width, width),
    ...(classes > 0 ? { 'classes.vectors': { shape: [classes + 1, width], initial: 'normal' as const } } : {}),
    ...(augmentationChannels > 0 ? { 'augmentation.weight': { shape: [augmentationChannels, width], initial: 'zeros' as const } } : {}),
    ...(conditionChannels > 0 ? { ...linear('condition.token', conditionChannels, width), ...linear('condition.output', width, width) } : {}),
    ...encoder(config, channels),
    ...numbered('blocks', blocks, config),
    ...(Object.assign({}, ...read) as Specs),
    ...linear('query.pair', channels.featureChannels, width),
    ...(config.rejoinQuery && { ...linear('rejoin.query', channels.featureChannels, width), ...linear('rejoin.output', 2 * width, width) }),
    // The decoder reads the condition through the latents.
    ...numbered('decoder', decoderLayers, { ...config, conditionChannels: 0 }),
    ...linear('final.modulation', width, 2 * width, 'zeros'),
    ...linear('final.output', width, channels.valueChannels, 'zeros'),
  };
}

/**
 * Initial parameters. Each draws from its own stream, so its initial values depend only on the seed and its name.
 *
 * @returns numbers by name, in the order of {@link parameterSpecs}
 */
export function initialParameters(specs: Specs, seed: number): Record<string, { shape: number[]; data: Float32Array }> {
  return Object.fromEntries(Object.entries(specs).map(([name, { shape, initial }]) => {
    const size = shape.reduce((product, n) => product * n, 1);
    const address = { seed, stream: `parameter ${name}` };
    if (initial === 'ones') return [name, { shape, data: new Float32Array(size).fill(1) }];
    if (initial === 'zeros') return [name, { shape, data: new Float32Array(size) }];
    if (initial === 'normal') return [name, { shape, data: normalValues(address, size).map((x) => 0.02 * x) }];
    const bound = Math.sqrt(6 / (shape[0] + shape[1]));
    return [name, { shape, data: uniformValues(address, size).map((x) => (2 * x - 1) * bound) }];
  }));
}
