import { uniformValues, type Demo } from '@inrflow/core';
import { moments } from '../modality/index.js';
import { compress } from '../sounds/index.js';

const LENGTH = 128;
const COMPANDING = 30;

/** Sixteen plucked tones of 128 samples that fade, low ones and high ones. */
export function demo(): Demo {
  const coordinates = moments(LENGTH);
  return {
    ask: { rate: 12000 },
    settings: { data: { length: LENGTH, companding: COMPANDING }, model: { width: 16, heads: 2, blocks: 1, latents: 8, decoderLayers: 1 } },
    dataset: {
      length: 16, classes: ['high', 'low'],
      async example(index) {
        const label = index % 2;
        const [tune, phase] = uniformValues({ seed: 1, stream: 'demo sounds', sample: index }, 2);
        const turns = (label === 0 ? 24 : 6) + 4 * tune;
        return { points: LENGTH, coordinates, label, values: coordinates.map((t) => compress(Math.exp(-2 * (t + 1)) * Math.sin(Math.PI * (turns * t + phase)), COMPANDING)) };
      },
    },
  };
}
