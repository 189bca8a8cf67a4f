// The network of a model of models.mjs, pictures of noise for it, and its training as inrflow_step.py has it.
import { linear, modelDefaults, normalValues, uniform } from '@inrflow/core';
import { createImageModality, pixelCoordinates } from '@inrflow/image';

export function networkOf({ width, heads, blocks, latents, pairs, decoderLayers, frequencies, classes }) {
  const modality = createImageModality({ fourierFrequencies: frequencies });
  const config = { ...modelDefaults, width, heads, blocks, latents, decoderLayers, classes, encoder: 'spatial', pairsPerLatent: pairs / latents };
  return { config, modality, pseudoCoordinates: modality.pseudoCoordinates(latents) };
}

export function picturesOf({ pairs, batch }) {
  const coordinates = pixelCoordinates(Math.sqrt(pairs));
  const values = Array.from({ length: batch }, (_, sample) => normalValues({ seed: 2, stream: 'noise', sample }, pairs * 3));
  return { coordinates, values, contexts: values.map((each) => ({ points: pairs, coordinates, values: each })) };
}

/** The data set and the recipe of a training step. @param pictures one for each example of a batch */
export function trainingOf({ pairs, batch, decodedPoints, classes, recompute }, { coordinates, values }) {
  return {
    dataset: {
      length: batch,
      classes: Array.from({ length: classes }, (_, i) => String(i)),
      example: async (index) => ({ points: pairs, coordinates, values: values[index], label: index % classes }),
    },
    recipe: {
      path: linear, times: uniform, decodedPoints, conditionDropout: 0.1, batchSize: batch, learningRate: () => 1e-4,
      optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 }, clipNorm: 2, averageDecay: 0.999, seed: 1, ...(recompute && { recompute: true }),
    },
  };
}
