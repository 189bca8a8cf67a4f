import type { SettledSettings } from '../settings/index.js';

/** Sections of settings as given by a user. */
interface Given {
  model?: object;
  training?: object;
}

/**
 * Settings completed from a model to start from, unless they say otherwise: the sizes of its network, and what its outputs mean (`training.path` and `training.prediction`).
 */
export function withSettingsOf<Settings extends Given>(settings: Settings, { settings: { model, training: { path, prediction } } }: { settings: Pick<SettledSettings, 'model' | 'training'> }): Settings {
  return { ...settings, model: { ...model, ...settings.model }, training: { path, prediction, ...settings.training } };
}
