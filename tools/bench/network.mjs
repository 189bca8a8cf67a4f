// The network of a model of models.mjs, and pictures of noise for it.
import { initialParameters, modelDefaults, normalValues, parameterSpecs } from '@inrflow/core';
import { createImageModality, pixelCoordinates } from '@inrflow/image';

export function networkOf({ width, heads, blocks, latents, pairs, decoderLayers, frequencies, classes }) {
  const modality = createImageModality({ fourierFrequencies: frequencies });
  const config = { ...modelDefaults, width, heads, blocks, latents, decoderLayers, classes, encoder: 'spatial', pairsPerLatent: pairs / latents };
  const network = { config, modality, pseudoCoordinates: modality.pseudoCoordinates(latents) };
  return { network, parameters: initialParameters(parameterSpecs(config, modality), 1) };
}

export function picturesOf({ pairs, batch }) {
  const coordinates = pixelCoordinates(Math.sqrt(pairs));
  const values = Array.from({ length: batch }, (_, sample) => normalValues({ seed: 2, stream: 'noise', sample }, pairs * 3));
  return { coordinates, values, contexts: values.map((each) => ({ points: pairs, coordinates, values: each })) };
}
