import { describeModality } from '@inrflow/core/testing';
import { uniformValues, type Dataset, type Example } from '@inrflow/core';
import { createImageModality } from './imageModality.js';
import { pixelCoordinates } from './pixelCoordinates.js';

const picture = (size: number, sample: number): Example => ({
  points: size * size, coordinates: pixelCoordinates(size), values: uniformValues({ seed: 1, stream: 'picture', sample }, 3 * size * size).map((x) => 2 * x - 1), label: sample % 2,
});
const dataset: Dataset = { length: 3, classes: ['a', 'b'], example: async (index) => picture(8, index) };
const query = { points: 144, coordinates: pixelCoordinates(12) };

describe.each(['grid', 'random', 'kmeans++'] as const)('latents: %s', (latentPlacement) => {
  const modality = createImageModality({ latentPlacement, fourierFrequencies: 4 });
  describeModality('image', { modality, examples: [picture(8, 0), picture(6, 1)], dataset, query }, { describe, test, expect });
});
