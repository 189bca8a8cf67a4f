// The models that are timed; the keys of `model` are those of inrflow_step.py. Each has its own number of steps, so that a round of it takes about a minute.
const colours = { valueChannels: 3, frequencies: 16 };

export const models = {
  a: {
    title: 'width 384, 6 heads, 4 blocks, 256 latents, 1 024 pairs, batch 8, spatial encoder, 1 decoder layer, all points decoded',
    model: { width: 384, heads: 6, blocks: 4, latents: 256, pairs: 1024, batch: 8, decoderLayers: 1, decodedPoints: 1024, classes: 10, ...colours },
    steps: 4, warmup: 3,
  },
  b: {
    title: "the demo's sizes with the spatial encoder: width 128, 4 heads, 4 blocks, 64 latents, 1 024 pairs, batch 32, 128 points decoded",
    model: { width: 128, heads: 4, blocks: 4, latents: 64, pairs: 1024, batch: 32, decoderLayers: 1, decodedPoints: 128, classes: 9, ...colours },
    steps: 8, warmup: 4, startUp: true,
  },
  S: {
    title: "the paper's preset S at 64 × 64 pixels: width 384, 6 heads, 12 blocks, 1 024 latents, 4 096 pairs, batch 2, 1 024 points decoded",
    model: { width: 384, heads: 6, blocks: 12, latents: 1024, pairs: 4096, batch: 2, decoderLayers: 1, decodedPoints: 1024, classes: 10, ...colours },
    steps: 2, warmup: 2,
  },
};

/** Pictures of the shipped emoji model: as a user makes them, from the call to the pixels. */
export const pictures = {
  checkpoint: 'packages/cli/models/emoji.safetensors', sizes: [32, 64, 128], sampling: { solver: 'euler', steps: 16, guidance: 2, lateQueries: 0 },
  steps: 2, warmup: 1,
};
