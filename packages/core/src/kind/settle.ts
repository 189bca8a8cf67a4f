import type { Dataset } from '../modality/index.js';
import { checkSettings, SettingsError, type DataSettings, type ExplainUnknown, type NetworkSettings, type SettledNetwork, type SettledSettings, type SettledTraining, type Settings, type TrainingSettings } from '../settings/index.js';
import { choose } from '../errors/nearest.js';
import type { Kind, Preset } from './kind.js';
import { schemaOf } from './schemaOf.js';

/** The default learning rate times the width: narrow networks learn soonest at 0.002 to 0.003, the paper's widest takes 0.0001. */
const RATE_TIMES_WIDTH = 0.2;
/** Points decoded per example by default: this share, within these limits. The paper decodes a sixteenth of 65 536. */
const DECODED_SHARE = 0.25;
const LEAST_DECODED = 256;
const MOST_DECODED = 4096;

/** The section `training` with the defaults that depend on the network's width and the number of points. */
export function settleTraining(training: TrainingSettings, { width, points }: { width: number; points: number }): SettledTraining {
  const decoded = Math.min(points, MOST_DECODED, Math.max(LEAST_DECODED, Math.round(DECODED_SHARE * points)));
  return { ...training, learningRate: training.learningRate ?? Number((RATE_TIMES_WIDTH / width).toPrecision(2)), decodedPoints: training.decodedPoints ?? decoded };
}

/** Only the fields that are defined, so that they can be merged over defaults. */
const defined = <T extends object>(values: T): Partial<T> => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;

/**
 * Checks settings of a kind of data and fills in the defaults of its schema.
 *
 * @param raw any value, such as parsed JSON; it is not modified
 * @throws SettingsError if a field is unknown or its value is invalid; the message gives the source, the field, the value and what was expected
 */
export function settingsOf<Data extends object, Model extends object, Sample, Ask extends object>(kind: Kind<Data, Model, Sample, Ask>, raw: unknown, source?: (field: string) => string, explain?: ExplainUnknown): Settings<Data, Model> {
  return checkSettings(raw, schemaOf(kind), source, explain);
}

/**
 * Fills in everything that depends on the data, the preset and the kind.
 *
 * @param dataset the data; without them, only what is known beforehand is filled in
 * @returns undefined if something depends on the data and they are not given
 * @throws SettingsError if there is no such preset
 */
export function settle<Data extends object, Model extends object, Sample, Ask extends object>(kind: Kind<Data, Model, Sample, Ask>, settings: Settings<Data, Model>, dataset?: Dataset): SettledSettings<Data, Model> | undefined {
  const data: (DataSettings & Data) | undefined = kind.settleData ? kind.settleData(settings.data, dataset) : settings.data;
  if (!data) return undefined;
  const { preset: named, ...given } = settings.model as NetworkSettings & Model;
  const name = named ?? kind.presetFor?.(data) ?? Object.keys(kind.presets)[0];
  const preset = presetNamed(kind, name);
  const sizes = { rotary: false, latentFrequencies: 16, ...preset, ...defined(given) } as Preset<Model> & { rotary: boolean; latentFrequencies: number };
  const model = { ...sizes, ...kind.settleModel?.(data, sizes), ...defined(given) } as unknown as SettledNetwork & Model;
  return { ...settings, data, model, training: settleTraining(settings.training, { width: model.width, points: kind.points(data) }) };
}

function presetNamed<Model extends object>({ presets }: Pick<Kind<object, Model>, 'presets'>, name: string): Preset<Model> {
  try {
    return choose('preset', presets, name);
  } catch (error) {
    throw new SettingsError((error as Error).message, 'settings', 'model.preset', { cause: error });
  }
}
