import { withSettingsOf, type Plugin, type Settings } from '@inrflow/core';
import type { Override } from '../config/overrides.js';
import { settingsOfConfig } from '../config/settings.js';
import { UsageError } from '../errors.js';
import { locateCheckpoint } from '../model/locate.js';
import { openModel, type OpenedModel } from '../model/openModel.js';

/**
 * The model from which training starts, if any: a file, a run's folder, or the name of a shipped model.
 *
 * @param modality the user's name for the kind of data
 * @throws Error of the file; UsageError if it is a model of another kind of data
 */
export async function openInit(plugin: Plugin, { init }: { init?: string }, modality: string): Promise<OpenedModel | undefined> {
  if (init === undefined) return undefined;
  const model = await openModel(locateCheckpoint(init), modality);
  if (model.kind.name !== plugin.name) throw new UsageError(`training.init ${init}: is a model of ${model.kind.words.many}, not of ${plugin.words.many}`);
  return model;
}

/**
 * The settings that a configuration and flags mean if the network takes its sizes from a model that training starts from.
 *
 * @param isResumed whether a run is continued, which no longer needs that model
 * @throws UsageError as {@link settingsOfConfig}; as {@link openInit}
 */
export async function settingsWithInit(plugin: Plugin, raw: unknown, overrides: readonly Override[], { file, isResumed = false }: { file?: string; isResumed?: boolean } = {}): Promise<{ settings: Settings; init?: OpenedModel }> {
  const settings = await settingsOfConfig(plugin, raw, overrides, file);
  const init = isResumed ? undefined : await openInit(plugin, settings.training, settings.modality);
  return init ? { settings: await settingsOfConfig(plugin, withSettingsOf(raw as object, init), overrides, file), init } : { settings };
}
