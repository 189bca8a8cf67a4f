// The models that are timed; the keys are those of inrflow_step.py.
export const models = {
  a: {
    title: 'width 384, 6 heads, 4 blocks, 256 latents, 1 024 pairs, batch 8, spatial encoder, 1 decoder layer, all points decoded',
    model: { width: 384, heads: 6, blocks: 4, latents: 256, pairs: 1024, batch: 8, decoderLayers: 1, decodedPoints: 1024, valueChannels: 3, frequencies: 16, classes: 10 },
  },
  b: {
    title: "the demo's sizes with the spatial encoder: width 128, 4 heads, 4 blocks, 64 latents, 1 024 pairs, batch 32, 128 points decoded",
    model: { width: 128, heads: 4, blocks: 4, latents: 64, pairs: 1024, batch: 32, decoderLayers: 1, decodedPoints: 128, valueChannels: 3, frequencies: 16, classes: 9 },
  },
};
