import { uniformValues, type Demo } from '@inrflow/core';
import { pixelCoordinates } from '../modality/index.js';

const SIZE = 8;

/** Sixteen pictures of 8 × 8 pixels: a bright half at the left, or at the top, in some colour. */
export function demo(): Demo {
  const coordinates = pixelCoordinates(SIZE);
  return {
    ask: { size: 12 },
    settings: { data: { size: SIZE }, model: { width: 16, heads: 2, blocks: 1, latents: 16, decoderLayers: 1 } },
    dataset: Object.assign({
      length: 16, classes: ['left', 'top'],
      example: async (index: number) => {
        const label = index % 2;
        const colour = uniformValues({ seed: 1, stream: 'demo pictures', sample: index }, 3);
        return { points: SIZE ** 2, coordinates, label, values: Float32Array.from({ length: 3 * SIZE ** 2 }, (_, i) => (coordinates[2 * Math.floor(i / 3) + label] < 0 ? colour[i % 3] : -colour[i % 3])) };
      },
    }, { size: SIZE }),
  };
}
