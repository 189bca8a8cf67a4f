import { checkModelConfig, modelDefaults, type ModelConfig, type Network } from '@inrflow/core';
import { createImageModality, imagePresets, pixelCoordinates, type ImagePreset } from '@inrflow/image';
import type { Config, ResolvedConfig } from '../config/types.js';
import { UsageError } from '../errors.js';

/** The tiny preset that suits a size. */
function presetFor(size: number): keyof typeof imagePresets {
  if (size <= 16) return 'tiny-16';
  return size <= 32 ? 'tiny-32' : 'tiny-64';
}

/** The section `model` with its preset spelt out. */
export function resolvedModel({ preset, ...given }: Config['model'], size: number): ResolvedConfig['model'] {
  const chosen: ImagePreset = imagePresets[preset ?? presetFor(size)];
  return { rotary: false, fourierFrequencies: Math.max(2, Math.round(size / 8)), ...chosen, ...given };
}

/**
 * The network of a configuration.
 *
 * @param classes number of classes
 * @throws UsageError naming the field that does not fit
 */
export function networkOf({ data, model }: Pick<ResolvedConfig, 'data' | 'model'>, classes: number): Network {
  try {
    const { latentPlacement, placementSeed, fourierFrequencies, ...sizes } = model;
    const modality = createImageModality({ channels: data.channels, latentPlacement, seed: placementSeed, fourierFrequencies });
    const pseudoCoordinates = modality.pseudoCoordinates(model.latents);
    const points = data.size ** 2;
    const pairsPerLatent = model.encoder === 'perceiver'
      ? Math.ceil(points / model.latents)
      : modality.assign({ points, coordinates: pixelCoordinates(data.size), values: new Float32Array(points * data.channels) }, pseudoCoordinates).pairsPerLatent;
    const config: ModelConfig = checkModelConfig({ ...modelDefaults, ...sizes, classes, pairsPerLatent });
    return { config, modality, pseudoCoordinates };
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`configuration: ${error.message}`, { cause: error });
    throw error;
  }
}
