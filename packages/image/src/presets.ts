/** Sizes of a network for pictures. */
export interface ImagePreset {
  /** Channels of a latent. */
  width: number;
  /** Attention heads. */
  heads: number;
  /** Self-attention blocks. */
  blocks: number;
  /** Number of latents, a square number for the grid. */
  latents: number;
  /** Cross-attention layers of the decoder. */
  decoderLayers: number;
  /** Rotary embedding of the latents' places. */
  rotary?: boolean;
}

/**
 * Network sizes by name: S, B, L and XL as in the paper's table of image models (35 M, 138 M, 458 M and 733 M parameters, for
 * pictures of 128 to 256 pixels), and `tiny-…` ones that train on a laptop, named after the picture size that they suit: four pixels
 * per latent at 16, sixteen at 32 and 64. Within minutes or an hour, narrow networks get further than wide ones.
 */
export const imagePresets = {
  'tiny-16': { width: 64, heads: 2, blocks: 4, latents: 64, decoderLayers: 2 },
  'tiny-32': { width: 96, heads: 3, blocks: 4, latents: 64, decoderLayers: 2 },
  'tiny-64': { width: 128, heads: 4, blocks: 6, latents: 256, decoderLayers: 2 },
  S: { width: 384, heads: 6, blocks: 12, latents: 1024, decoderLayers: 1 },
  B: { width: 768, heads: 12, blocks: 12, latents: 1024, decoderLayers: 1 },
  L: { width: 1024, heads: 16, blocks: 24, latents: 1024, decoderLayers: 1 },
  XL: { width: 1152, heads: 16, blocks: 28, latents: 1024, decoderLayers: 2, rotary: true },
} as const satisfies Record<string, ImagePreset>;

/** Name of a preset. */
export type ImagePresetName = keyof typeof imagePresets;
