/** Sizes of a network for point clouds. */
export interface PointCloudPreset {
  /** Channels of a latent. */
  width: number;
  /** Attention heads. */
  heads: number;
  /** Self-attention blocks. */
  blocks: number;
  /** Number of latents. */
  latents: number;
  /** Cross-attention layers of the decoder. */
  decoderLayers: number;
}

/**
 * Network sizes by name: B, L and XL as in the paper's table of point-cloud models (1 024 latents), and two that train on a laptop.
 * With a picture as condition XL has 892 M parameters (the paper's 866 M); B and L have 50 M and 64 M, where the paper has 108 M and 204 M,
 * whose blocks read the input again: see docs/presets.md.
 */
export const pointCloudPresets = {
  tiny: { width: 128, heads: 4, blocks: 4, latents: 64, decoderLayers: 2 },
  small: { width: 192, heads: 6, blocks: 6, latents: 128, decoderLayers: 2 },
  B: { width: 512, heads: 4, blocks: 9, latents: 1024, decoderLayers: 1 },
  L: { width: 512, heads: 4, blocks: 12, latents: 1024, decoderLayers: 1 },
  XL: { width: 1152, heads: 16, blocks: 28, latents: 1024, decoderLayers: 1 },
} as const satisfies Record<string, PointCloudPreset>;

/** Name of a preset. */
export type PointCloudPresetName = keyof typeof pointCloudPresets;
