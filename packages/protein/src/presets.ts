import { ATOM_SLOTS } from './residues/index.js';

/** Sizes of a network for proteins. */
export interface ProteinPreset {
  /** Channels of a latent. */
  width: number;
  /** Attention heads. */
  heads: number;
  /** Self-attention blocks. */
  blocks: number;
  /** Most residues of a chain: one latent each. */
  latents: number;
  /** Cross-attention layers of the decoder. */
  decoderLayers: number;
  /** Atoms that a latent reads: one place for each slot of a residue. */
  pairsPerLatent: number;
  /** Frequencies of the latents' places: the fastest turns once in 1 024 / this residues. */
  latentFrequencies: number;
  /** Rotary embedding of the latents' places. */
  rotary?: boolean;
  /** Its fastest frequency: 512 turns by one radian per residue. */
  rotaryFastest?: number;
}

/** Settings for chains of up to 1 024 places, shared by all sizes. */
const chain = { pairsPerLatent: ATOM_SLOTS, latentFrequencies: 128 } as const;
const rotary = { rotary: true, rotaryFastest: 512 } as const;

/**
 * Network sizes by name: XL, with which the paper folds, and S, B and L, all in the sizes of its table of image models (it has no table for
 * proteins); and two that train on a laptop, for chains of up to 256 residues.
 */
export const proteinPresets = {
  tiny: { width: 128, heads: 4, blocks: 4, latents: 256, decoderLayers: 2, ...chain, ...rotary },
  small: { width: 256, heads: 8, blocks: 6, latents: 256, decoderLayers: 2, ...chain, ...rotary },
  S: { width: 384, heads: 6, blocks: 12, latents: 512, decoderLayers: 1, ...chain },
  B: { width: 768, heads: 12, blocks: 12, latents: 512, decoderLayers: 1, ...chain },
  L: { width: 1024, heads: 16, blocks: 24, latents: 512, decoderLayers: 1, ...chain },
  XL: { width: 1152, heads: 16, blocks: 28, latents: 512, decoderLayers: 2, ...chain, ...rotary },
} as const satisfies Record<string, ProteinPreset>;

/** Name of a preset. */
export type ProteinPresetName = keyof typeof proteinPresets;
