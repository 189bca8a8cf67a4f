/** Sizes of a network for molecules. */
export interface MoleculePreset {
  /** Channels of a latent. */
  width: number;
  /** Attention heads. */
  heads: number;
  /** Self-attention blocks. */
  blocks: number;
  /** Most non-hydrogen atoms of a molecule: one latent each. */
  latents: number;
  /** Cross-attention layers of the decoder. */
  decoderLayers: number;
  /** Atoms that a latent reads: 1, its own. */
  pairsPerLatent: number;
  /** Frequencies of the latents' places. */
  latentFrequencies: number;
}

const atoms = { pairsPerLatent: 1, latentFrequencies: 8 } as const;

/** Network sizes by name: three that train on a laptop, and S, B and L in the sizes of the paper's table of image models. */
export const moleculePresets = {
  tiny: { width: 128, heads: 4, blocks: 4, latents: 64, decoderLayers: 1, ...atoms },
  small: { width: 192, heads: 6, blocks: 6, latents: 64, decoderLayers: 1, ...atoms },
  S: { width: 384, heads: 6, blocks: 12, latents: 128, decoderLayers: 1, ...atoms },
  B: { width: 768, heads: 12, blocks: 12, latents: 128, decoderLayers: 1, ...atoms },
  L: { width: 1024, heads: 16, blocks: 24, latents: 128, decoderLayers: 1, ...atoms },
} as const satisfies Record<string, MoleculePreset>;

/** Name of a preset. */
export type MoleculePresetName = keyof typeof moleculePresets;
