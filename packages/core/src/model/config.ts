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
  /** Number of latents; the most that a sample may have, where each has its own. */
  latents: number;
  /** Cross-attention layers of the decoder. */
  decoderLayers: number;
  encoder: EncoderVariant;
  /** Pairs that a latent reads at most (spatial), or exactly (linear); the perceiver encoder reads all. */
  pairsPerLatent: number;
  /** Hidden channels of a block's MLP as a multiple of the width. */
  mlpRatio: number;
  activation: 'gelu' | 'silu';
  /** Rotary position embedding of the latents' pseudo-coordinates in self-attention. */
  rotary: boolean;
  /** The fastest rotary frequency, in radians for a step of 1 in a pseudo-coordinate. */
  rotaryFastest: number;
  /** Number of classes; 0 for a model without class condition. */
  classes: number;
  /** Channels of the tokens that every block cross-attends to; 0 for none. */
  conditionChannels: number;
  /** Numbers that say how an example was augmented; 0 for none. */
  augmentationChannels: number;
  /** Frequencies of the Fourier features of pseudo-coordinates. */
  latentFrequencies: number;
  /** Queries and keys of attention among latents, and of the decoder's, are brought to unit root mean square, times learnt scales (RMS QK-norm; Henry et al., 2020). */
  queryKeyNorm: boolean;
  /** The query's features join once more before the final layer, through a layer of their own. */
  rejoinQuery: boolean;
  /** Where pairs lie for the spatial encoder: in the whole, or relative to the place of their latent. */
  encoderPositions: 'global' | 'local';
  /** An MLP follows the encoder's attention. */
  encoderMlp: boolean;
  /** Latents begin with an embedding of their place, beside their learnt vector. Without it, as the vanilla perceiver's, they are told apart by their vectors alone. */
  placedLatents: boolean;
  /** Every so many blocks, latents read their pairs again before the block; 0 for never. */
  reread: number;
}

/** What a configuration that names only its sizes means otherwise. */
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

/** The channels that a modality gives the network. */
export interface PairChannels {
  coordinateChannels: number;
  /** Those of a coordinate by default. */
  pseudoCoordinateChannels?: number;
  valueChannels: number;
  featureChannels: number;
  /** Present where each sample has latents of its own, which share one learnt vector. */
  pseudoCoordinatesOf?: unknown;
}

/**
 * Checks what no type can say.
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
