import type { Plugin } from '@inrflow/core';
import { UsageError } from '../errors.js';
import { locateCheckpoint } from '../model/locate.js';
import { openModel, type OpenedModel } from '../model/openModel.js';

/**
 * The model that training starts from, if there is one: a file, a run's folder, or the name of a model that comes with the command.
 *
 * @param modality what the user calls the kind of data
 * @throws Error of the file; UsageError if it is a model of another kind of data
 */
export async function openInit(plugin: Plugin, { init }: { init?: string }, modality: string): Promise<OpenedModel | undefined> {
  if (init === undefined) return undefined;
  const model = await openModel(locateCheckpoint(init), modality);
  if (model.kind.name !== plugin.name) throw new UsageError(`training.init ${init}: is a model of ${model.kind.words.many}, not of ${plugin.words.many}`);
  return model;
}
