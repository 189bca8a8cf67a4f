import { imagePresets, type ImagePreset } from './presets.js';

const presets: [string, ImagePreset][] = Object.entries(imagePresets);

test.each(presets)('%s: heads divide the width into even parts, and the latents form a grid', (_, { width, heads, latents }) => {
  expect((width / heads) % 2).toBe(0);
  expect(Math.sqrt(latents) % 1).toBe(0);
});

test.each([['S', 35], ['B', 138], ['L', 458], ['XL', 733]] as const)("%s has about the paper's number of parameters", (name, millions) => {
  // 18 width² per block (attention 4, MLP 8, modulation 6), a cross-attention layer for the encoder and for each of the decoder.
  const { width, blocks, decoderLayers } = imagePresets[name];
  const parameters = 18 * width ** 2 * (blocks + 1 + decoderLayers);
  expect(parameters / (millions * 1e6)).toBeGreaterThan(0.9);
  expect(parameters / (millions * 1e6)).toBeLessThan(1.1);
});
