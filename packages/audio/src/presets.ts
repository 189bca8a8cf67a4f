/** Sizes of a network for sounds. */
export interface AudioPreset {
  /** Channels of a latent. */
  width: number;
  /** Attention heads. */
  heads: number;
  /** Self-attention blocks. */
  blocks: number;
  /** Number of latents, which divide a clip's time equally. */
  latents: number;
  /** Cross-attention layers of the decoder. */
  decoderLayers: number;
}

/** Network sizes by name; `tiny` trains on a laptop in minutes. */
export const audioPresets = {
  tiny: { width: 128, heads: 4, blocks: 4, latents: 128, decoderLayers: 2 },
  small: { width: 192, heads: 6, blocks: 6, latents: 256, decoderLayers: 2 },
  base: { width: 384, heads: 6, blocks: 12, latents: 512, decoderLayers: 2 },
} as const satisfies Record<string, AudioPreset>;

/** Name of a preset. */
export type AudioPresetName = keyof typeof audioPresets;
