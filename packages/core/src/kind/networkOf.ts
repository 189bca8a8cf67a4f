import { readableExample, sharedPseudoCoordinates, spacedIndices, type Dataset, type Modality } from '../modality/index.js';
import { checkModelConfig, modelDefaults, type ModelConfig, type Network } from '../model/index.js';
import { pathNamed } from '../paths/index.js';
import type { SettledSettings } from '../settings/index.js';
import type { Kind } from './kind.js';

/** Capacity of a latent as a multiple of the mean number of pairs, if pairs move between latents. */
const ROOM = 2;
/** Maximum number of examples inspected to find out how many pairs a latent gets. */
const MOST_MEASURED = 512;

/** Whether the number of pairs per latent is known only from the data, because coordinates and their assignment differ between examples. */
export function dependsOnExamples(kind: Pick<Kind, 'places'>, { encoder }: Pick<ModelConfig, 'encoder'>, modality: Modality): boolean {
  return !kind.places && !modality.pseudoCoordinatesOf && !modality.assignmentFollowsValues && encoder !== 'perceiver';
}

function pairsPerLatentOf<Data extends object, Model extends object, Sample, Ask extends object>(kind: Kind<Data, Model, Sample, Ask>, settings: SettledSettings<Data, Model>, modality: Modality, pseudoCoordinates: Float32Array): number {
  const { model } = settings;
  const points = kind.points(settings.data);
  const share = Math.ceil(points / model.latents);
  if (model.encoder === 'perceiver' && !modality.pseudoCoordinatesOf) return share;
  if (model.pairsPerLatent !== undefined) return model.pairsPerLatent;
  if (modality.pseudoCoordinatesOf || modality.assignmentFollowsValues || !kind.places) return ROOM * share;
  return modality.assign({ ...kind.places(settings, points), values: new Float32Array(points * modality.valueChannels) }, pseudoCoordinates).pairsPerLatent;
}

/**
 * The largest number of pairs that any latent has in the examples of a data set, of which a few hundred are inspected.
 *
 * @param latents number of latents
 */
export async function measurePairsPerLatent(modality: Modality, latents: number, dataset: Dataset): Promise<number> {
  const places = sharedPseudoCoordinates(modality, latents);
  let most = 1;
  for (const index of spacedIndices(dataset.length, MOST_MEASURED)) {
    const example = await readableExample(dataset, index, { seed: 0, stream: 'pairs per latent' });
    if (example) most = Math.max(most, modality.assign(example, modality.pseudoCoordinatesOf?.(example) ?? places).pairsPerLatent);
  }
  // Other examples may have a few more.
  return MOST_MEASURED < dataset.length ? Math.ceil(most * 1.25) : most;
}

/** The modality, with its name added to errors of its features: they run deep inside a compiled graph, where nothing else shows where they come from. */
function withNamedFeatures(modality: Modality): Modality {
  return {
    ...modality,
    features(coordinates, values) {
      try {
        return modality.features(coordinates, values);
      } catch (error) {
        throw new Error(`features of the modality '${modality.name}' failed: ${(error as Partial<Error> | null)?.message ?? String(error)}`, { cause: error });
      }
    },
  };
}

/**
 * The network that settled settings describe.
 *
 * @param classes number of classes
 * @throws RangeError naming the field that does not fit
 */
export function networkOf<Data extends object, Model extends object, Sample, Ask extends object>(kind: Kind<Data, Model, Sample, Ask>, settings: SettledSettings<Data, Model>, classes: number): Network {
  const { width, heads, blocks, latents, decoderLayers, encoder, mlpRatio, activation, rotary, rotaryFastest = modelDefaults.rotaryFastest, latentFrequencies, queryKeyNorm, rejoinQuery, encoderPositions, encoderMlp, reread, placedLatents } = settings.model;
  const modality = withNamedFeatures(kind.modality(settings));
  const pseudoCoordinates = sharedPseudoCoordinates(modality, latents);
  const config: ModelConfig = {
    width, heads, blocks, latents, decoderLayers, encoder, mlpRatio, activation, rotary, rotaryFastest, latentFrequencies, classes,
    queryKeyNorm, rejoinQuery, encoderPositions, encoderMlp, reread, placedLatents,
    conditionChannels: kind.conditionChannels?.(settings) ?? 0, augmentationChannels: kind.augmentationChannels?.(settings) ?? 0, pairsPerLatent: pairsPerLatentOf(kind, settings, modality, pseudoCoordinates),
  };
  return { config: checkModelConfig(config), modality, pseudoCoordinates, ...(settings.training.prediction === 'data' && { denoises: pathNamed(settings.training.path) }) };
}
