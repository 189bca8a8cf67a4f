import type { EncoderVariant } from '../model/index.js';
import type { SchemaFields } from './schemaNode.js';

/** What every section `model` has: the size and shape of the network. {@link networkFields} has the meaning and the default of each field. */
export interface NetworkSettings {
  /** Named sizes, which the fields beside it override. */
  preset?: string;
  /** Channels of every token. */
  width?: number;
  /** Attention heads; they divide the width. */
  heads?: number;
  /** Self-attention blocks between the latents. */
  blocks?: number;
  /** Number of latents; the maximum if it differs between examples. */
  latents?: number;
  /** Cross-attention layers of the decoder. */
  decoderLayers?: number;
  /** How latents read pairs. */
  encoder: EncoderVariant;
  /** Hidden channels of a block's MLP as a multiple of the width. */
  mlpRatio: number;
  /** Activation of the blocks' MLPs. */
  activation: 'gelu' | 'silu';
  /** Uses a rotary embedding of the latents' places in self-attention. */
  rotary?: boolean;
  /** The fastest rotary frequency, in radians per unit of a place. */
  rotaryFastest?: number;
  /** Frequencies of the Fourier features of the latents' places. */
  latentFrequencies?: number;
  /** Capacity of a latent, in pairs. */
  pairsPerLatent?: number;
  /** Normalizes queries and keys of attention. */
  queryKeyNorm: boolean;
  /** Joins a query's features once more before the final layer. */
  rejoinQuery: boolean;
  /** Positions of pairs for the spatial encoder: absolute, or relative to their latent. */
  encoderPositions: 'global' | 'local';
  /** Adds an MLP after the encoder's attention. */
  encoderMlp: boolean;
  /** Number of blocks after which latents read their pairs again; 0 for never. */
  reread: number;
  /** Starts latents from an embedding of their place. */
  placedLatents: boolean;
}

/** The sizes that a network cannot do without. */
export type SettledNetwork = NetworkSettings & Required<Pick<NetworkSettings, 'width' | 'heads' | 'blocks' | 'latents' | 'decoderLayers' | 'rotary' | 'latentFrequencies'>>;

/** The fields that every section `model` has, except `preset`, whose choices depend on the kind. A kind may describe them in its own words or set other defaults. */
export const networkFields = {
  width: { type: 'integer', minimum: 1, description: 'Channels of every token. Default: from the preset.' },
  heads: { type: 'integer', minimum: 1, description: 'Attention heads; must divide width. Default: from the preset.' },
  blocks: { type: 'integer', minimum: 0, description: 'Self-attention blocks between the latents. Default: from the preset.' },
  latents: { type: 'integer', minimum: 1, description: 'Number of latents; if it differs between examples, the maximum. Default: from the preset.' },
  decoderLayers: { type: 'integer', minimum: 1, description: 'Cross-attention layers of the decoder. Default: from the preset.' },
  encoder: { enum: ['spatial', 'linear', 'perceiver'], description: 'How latents read pairs: each attends to its own (spatial), reads them through one linear layer (linear), or attends to all (perceiver).', default: 'spatial' },
  mlpRatio: { type: 'number', exclusiveMinimum: 0, description: 'Hidden channels of a block\'s MLP as a multiple of the width.', default: 4 },
  activation: { enum: ['gelu', 'silu'], description: 'Activation of the blocks\' MLPs.', default: 'gelu' },
  rotary: { type: 'boolean', description: 'Use a rotary embedding of the latents\' places in self-attention. Default: from the preset.' },
  latentFrequencies: { type: 'integer', minimum: 1, description: 'Frequencies of the Fourier features of the latents\' places. Default: 16.' },
  pairsPerLatent: { type: 'integer', minimum: 1, description: 'Capacity of a latent, in pairs. Default: as many as the data need.' },
  queryKeyNorm: { type: 'boolean', description: 'Normalize queries and keys of attention, which keeps large networks stable.', default: false },
  rejoinQuery: { type: 'boolean', description: "Join a query's features once more before the final layer.", default: false },
  encoderPositions: { enum: ['global', 'local'], description: 'Positions of pairs for the spatial encoder: absolute, or relative to their latent.', default: 'global' },
  encoderMlp: { type: 'boolean', description: "Let an MLP follow the encoder's attention.", default: false },
  placedLatents: { type: 'boolean', description: 'Start latents from an embedding of their place. Without it, which only the perceiver encoder allows, they differ only by their learnt vectors.', default: true },
  reread: { type: 'integer', minimum: 0, description: 'Number of blocks after which latents read their pairs again; 0 for never.', default: 0 },
} as const satisfies SchemaFields;
