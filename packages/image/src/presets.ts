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
 * pictures of 128 to 256 pixels), and `tiny-…` ones that train on a laptop, named after the pixels that they suit: four pixels
 * a latent up to 32, sixteen at 64.
 */
export const imagePresets = {
  'tiny-16': { width: 128, heads: 4, blocks: 4, latents: 64, decoderLayers: 1 },
  'tiny-32': { width: 192, heads: 6, blocks: 6, latents: 256, decoderLayers: 1 },
  'tiny-64': { width: 256, heads: 8, blocks: 6, latents: 256, decoderLayers: 1 },
  S: { width: 384, heads: 6, blocks: 12, latents: 1024, decoderLayers: 1 },
  B: { width: 768, heads: 12, blocks: 12, latents: 1024, decoderLayers: 1 },
  L: { width: 1024, heads: 16, blocks: 24, latents: 1024, decoderLayers: 1 },
  XL: { width: 1152, heads: 16, blocks: 28, latents: 1024, decoderLayers: 2, rotary: true },
} as const satisfies Record<string, ImagePreset>;

/** Name of a preset. */
export type ImagePresetName = keyof typeof imagePresets;
