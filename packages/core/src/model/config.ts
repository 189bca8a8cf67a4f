/** How pairs reach the latents: see {@link encode}. */
export type EncoderVariant = 'spatial' | 'linear' | 'perceiver';

/** The size and shape of the network; every default is in {@link modelDefaults}. */
export interface ModelConfig {
  /** Channels of every token. */
  width: number;
  /** Attention heads; they divide the width. */
  heads: number;
  /** Self-attention blocks between the latents. */
  blocks: number;
  /** Number of latents; if each sample has its own, the maximum. */
  latents: number;
  /** Cross-attention layers of the decoder. */
  decoderLayers: number;
  encoder: EncoderVariant;
  /** Maximum number of pairs that a latent reads (spatial), or the exact number (linear); with the perceiver encoder it reads all. */
  pairsPerLatent: number;
  /** Hidden channels of a block's MLP as a multiple of the width. */
  mlpRatio: number;
  /** Activation of the MLPs. */
  activation: 'gelu' | 'silu';
  /** Rotary position embedding of the latents' pseudo-coordinates in self-attention. */
  rotary: boolean;
  /** The fastest rotary frequency, in radians per unit of a pseudo-coordinate. */
  rotaryFastest: number;
  /** Number of classes; 0 for a model without class condition. */
  classes: number;
  /** Channels of the tokens that every block cross-attends to; 0 for none. */
  conditionChannels: number;
  /** Length of the vector that describes augmentation; 0 for none. */
  augmentationChannels: number;
  /** Frequencies of the Fourier features of pseudo-coordinates. */
  latentFrequencies: number;
  /** Normalizes queries and keys in attention among latents and in the decoder to unit root mean square, times learnt scales (RMS QK-norm; Henry et al., 2020). */
  queryKeyNorm: boolean;
  /** Adds the query's features once more before the final layer, through their own layer. */
  rejoinQuery: boolean;
  /** Coordinates of pairs for the spatial encoder: absolute, or relative to the place of their latent. */
  encoderPositions: 'global' | 'local';
  /** Adds an MLP after the encoder's attention. */
  encoderMlp: boolean;
  /** Latents start from an embedding of their place plus their learnt vector. Without it, as in the vanilla perceiver, they differ only by their vectors. */
  placedLatents: boolean;
  /** Number of blocks after which latents read their pairs again; 0 for never. */
  reread: number;
}

/** Defaults of every field that is not a size. */
export const modelDefaults = {
  decoderLayers: 1,
  encoder: 'spatial',
  pairsPerLatent: 1,
  mlpRatio: 4,
  activation: 'gelu',
  rotary: false,
  rotaryFastest: 32,
  classes: 0,
  conditionChannels: 0,
  augmentationChannels: 0,
  latentFrequencies: 16,
  queryKeyNorm: false,
  rejoinQuery: false,
  encoderPositions: 'global',
  encoderMlp: false,
  placedLatents: true,
  reread: 0,
} as const satisfies Partial<ModelConfig>;

/** The channels that a modality passes to the network. */
export interface PairChannels {
  /** Channels of a coordinate. */
  coordinateChannels: number;
  /** Those of a coordinate by default. */
  pseudoCoordinateChannels?: number;
  /** Channels of a value. */
  valueChannels: number;
  /** Channels of a pair's features, which the network reads. */
  featureChannels: number;
  /** Present if each sample has its own latents, which share one learnt vector. */
  pseudoCoordinatesOf?: unknown;
}

/**
 * Checks constraints that types cannot express.
 *
 * @throws RangeError naming the field, its value and what was expected
 */
export function checkModelConfig(config: ModelConfig): ModelConfig {
  for (const field of ['width', 'heads', 'latents', 'decoderLayers', 'pairsPerLatent', 'latentFrequencies'] as const) {
    if (!Number.isInteger(config[field]) || config[field] < 1) throw new RangeError(`model.${field} must be a positive integer, not ${config[field]}`);
  }
  for (const field of ['blocks', 'classes', 'conditionChannels', 'augmentationChannels', 'reread'] as const) {
    if (!Number.isInteger(config[field]) || config[field] < 0) throw new RangeError(`model.${field} must be an integer from 0, not ${config[field]}`);
  }
  if (config.width % config.heads !== 0) throw new RangeError(`model.heads (${config.heads}) must divide model.width (${config.width})`);
  if (config.rotary && (config.width / config.heads) % 2 !== 0) {
    throw new RangeError(`model.rotary needs an even number of channels a head, not ${config.width / config.heads}`);
  }
  if (config.encoder === 'linear' && (config.reread > 0 || config.encoderMlp)) {
    throw new RangeError(`model.${config.reread > 0 ? 'reread' : 'encoderMlp'} needs an encoder that attends, spatial or perceiver, not linear`);
  }
  if (!config.placedLatents && config.encoder !== 'perceiver') throw new RangeError(`model.placedLatents false needs the perceiver encoder, not ${config.encoder}: latents that read their own pairs have places`);
  if (config.encoderPositions === 'local' && config.encoder !== 'spatial') throw new RangeError(`model.encoderPositions local needs the spatial encoder, not ${config.encoder}`);
  return config;
}
