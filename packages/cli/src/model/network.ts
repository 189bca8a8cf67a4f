import { checkModelConfig, modelDefaults, sharedPseudoCoordinates, type ModelConfig, type Network } from '@inrflow/core';
import type { ResolvedConfig } from '../config/types.js';
import { UsageError } from '../errors.js';
import { modalityOf } from '../modalities/index.js';
import { checkModelMemory } from './memory.js';

/** Places of each latent, where pairs move between latents and a latent may hold more than its share. */
const ROOM = 2;

/** How many pairs a latent has places for. */
function pairsPerLatentOf(config: ResolvedConfig, modality: Network['modality'], pseudoCoordinates: Float32Array): number {
  const { model } = config;
  const kind = modalityOf(config);
  const points = kind.points(config);
  const share = Math.ceil(points / model.latents);
  if (model.encoder === 'perceiver' && !modality.pseudoCoordinatesOf) return share;
  if (modality.pseudoCoordinatesOf || modality.assignmentFollowsValues) return ('pairsPerLatent' in model ? model.pairsPerLatent : undefined) ?? ROOM * share;
  return modality.assign({ ...kind.places(config, points), values: new Float32Array(points * modality.valueChannels) }, pseudoCoordinates).pairsPerLatent;
}

/**
 * The network of a configuration.
 *
 * @param classes number of classes
 * @throws UsageError naming the field that does not fit
 */
export function networkOf(config: ResolvedConfig, classes: number): Network {
  try {
    const { width, heads, blocks, latents, decoderLayers, encoder, mlpRatio, activation, rotary, latentFrequencies } = config.model;
    checkModelMemory(config, modalityOf(config).points(config), modalityOf(config).sizeField);
    const modality = modalityOf(config).modality(config);
    const pseudoCoordinates = sharedPseudoCoordinates(modality, latents);
    const sizes: ModelConfig = {
      ...modelDefaults, width, heads, blocks, latents, decoderLayers, encoder, mlpRatio, activation, rotary, latentFrequencies, classes,
      conditionChannels: modalityOf(config).conditionChannels(config),
      ...('rotaryFastest' in config.model && config.model.rotaryFastest !== undefined && { rotaryFastest: config.model.rotaryFastest }),
      pairsPerLatent: pairsPerLatentOf(config, modality, pseudoCoordinates),
    };
    return { config: checkModelConfig(sizes), modality, pseudoCoordinates };
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`configuration: ${error.message}`, { cause: error });
    throw error;
  }
}
