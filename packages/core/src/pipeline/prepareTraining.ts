import { dependsOnExamples, measurePairsPerLatent, networkOf, settle, type Kind } from '../kind/index.js';
import { checkedDataset, firstReadable, measureScaling, pseudoCoordinateChannelsOf, scaledDataset, scaleWarnings, type Dataset } from '../modality/index.js';
import type { Network } from '../model/index.js';
import { SettingsError, type SettledSettings, type Settings } from '../settings/index.js';

/** The parts of a training. */
export interface PreparedTraining<Data extends object = object, Fields extends object = object> {
  settings: SettledSettings<Data, Fields>;
  network: Network;
  /** The data, checked as they are read, and scaled if the kind asks for that. */
  dataset: Dataset;
  /** Notes for the user before it begins, a sentence each. */
  warnings: string[];
}

/** Number of examples inspected for warnings. */
const LOOKED_AT = 8;

/**
 * Fills in the settings that depend on the data, and builds the network.
 *
 * @throws SettingsError or RangeError naming the field that does not fit; ExampleError if the data break the contract
 */
export async function prepareTraining<Data extends object, Fields extends object, Sample, Ask extends object>(kind: Kind<Data, Fields, Sample, Ask>, settings: Settings<Data, Fields>, dataset: Dataset): Promise<PreparedTraining<Data, Fields>> {
  const { steps, minutes, batchSize, gradientAccumulation } = settings.training;
  if (steps !== undefined && minutes !== undefined) throw new SettingsError('give training.steps or training.minutes, not both', 'settings', 'training.steps');
  if (batchSize % gradientAccumulation !== 0) throw new SettingsError(`training.gradientAccumulation (${gradientAccumulation}) must divide training.batchSize (${batchSize})`, 'settings', 'training.gradientAccumulation');
  const { device } = settings.training;
  if (settings.sampling.weightBits === 8 && device !== 'cpu') throw new SettingsError(`sampling.weightBits is 8, but training.device is '${device}', which previews use too: only the CPU computes with 8 bits`, 'settings', 'sampling.weightBits');
  if (!(dataset.length > 0)) throw new RangeError('the data set has no examples');
  let settled = settle(kind, settings, dataset);
  if (!settled) throw new SettingsError(`${kind.sizeField} is missing`, 'settings', kind.sizeField);
  const modality = kind.modality(settled);
  const scaling = settled.scaling ?? (typeof kind.scale === 'object' ? kind.scale : kind.scale === 'fit' ? await measureScaling(dataset, modality.valueChannels) : undefined);
  if (scaling) settled = { ...settled, scaling };
  const places = kind.places?.(settled, kind.points(settled.data));
  const checked = checkedDataset(dataset, { modality, classes: dataset.classes.length, conditionChannels: kind.conditionChannels?.(settled), augmentationChannels: kind.augmentationChannels?.(settled), places });
  const scaled = scaling ? scaledDataset(checked, scaling) : checked;
  if (settled.model.pairsPerLatent === undefined && dependsOnExamples(kind, settled.model, modality)) {
    settled = { ...settled, model: { ...settled.model, pairsPerLatent: await measurePairsPerLatent(modality, settled.model.latents, scaled) } };
  }
  // Coordinates that do not determine the latents' places are features; their scale is up to the kind.
  const looked = await firstReadable(scaled, LOOKED_AT, 4 * LOOKED_AT, { seed: 0, stream: 'first examples' });
  const warnings = scaleWarnings(pseudoCoordinateChannelsOf(modality) !== modality.coordinateChannels ? looked.map(({ values }) => ({ values, coordinates: new Float32Array(0) })) : looked);
  return { settings: settled, network: networkOf(kind, settled, dataset.classes.length), dataset: scaled, warnings: [...(dataset.notes ?? []), ...warnings] };
}
