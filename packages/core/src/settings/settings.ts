import type { NetworkSettings, SettledNetwork } from './networkSettings.js';
import type { SamplingSettings } from './samplingSettings.js';
import type { Scaling } from '../modality/index.js';
import type { SettledTraining, TrainingSettings } from './trainingSettings.js';

/** What the sections `data` of all kinds have. */
export interface DataSettings {
  /** Path of the data; absent if they are not files. */
  path?: string;
  /** Share of the examples that training does not see. */
  heldOut: number;
}

/** The settings of a model, its data and its training, with every default of the schema filled in. */
export interface Settings<Data extends object = object, Model extends object = object> {
  /** The kind of data: a short name, a package, or the path of a module. */
  modality: string;
  /** Folder of the run. */
  run?: string;
  data: DataSettings & Data;
  model: NetworkSettings & Model;
  training: TrainingSettings;
  sampling: SamplingSettings;
  /** The scale of the values, if the kind uses one. */
  scaling?: Scaling;
}

/** Settings with everything filled in that the network and training depend on. */
export interface SettledSettings<Data extends object = object, Model extends object = object> extends Omit<Settings<Data, Model>, 'model' | 'training'> {
  model: SettledNetwork & Model;
  training: SettledTraining;
}
