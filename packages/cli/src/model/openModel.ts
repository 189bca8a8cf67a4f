import { kindOfCheckpoint, modelOf, type Checkpoint, type Model, type Plugin } from '@inrflow/core';
import { loadCheckpoint } from '@inrflow/core/node';
import { UsageError } from '../errors.js';
import { locateCheckpoint } from './locate.js';
import { pluginOfCheckpoint } from '../plugins/ofCheckpoint.js';

/** A model and the plug-in for its kind of data. */
export interface OpenedModel extends Model {
  /** The file, as messages name it. */
  file: string;
  kind: Plugin;
  /** The content of its checkpoint. */
  checkpoint: Checkpoint['content'];
}

/**
 * The model in a checkpoint's file.
 *
 * @param named the plug-in that the user names
 * @throws Error naming the file and what is wrong with it; UsageError if its plug-in is not installed
 */
export async function openModel(file: string, named?: string): Promise<OpenedModel> {
  const checkpoint = await loadCheckpoint(file);
  const kind = await pluginOfCheckpoint(checkpoint, file, { named });
  try {
    return { ...modelOf(checkpoint, kind, file), kind, file, checkpoint: checkpoint.content };
  } catch (error) {
    const { origin } = kindOfCheckpoint(checkpoint);
    const { name: from, version } = kind.package;
    // Fields differ between versions of a plug-in.
    const other = origin !== undefined && origin.version !== version ? `; it was made with ${from}@${origin.version}, but ${from}@${version} is installed` : '';
    if (error instanceof RangeError) throw new UsageError(`${file}: ${error.message}${other}`, { cause: error });
    throw other === '' ? error : new Error(`${(error as Error).message}${other}`, { cause: error });
  }
}

/**
 * The model in a checkpoint's file, with the weaker one that guidance leads away from if `--guide` names one.
 *
 * @throws as {@link openModel}, of either file; UsageError if the weaker one is of another kind of data
 */
export async function openGuided(file: string, { modality, guide }: { modality?: string; guide?: string }): Promise<OpenedModel> {
  const model = await openModel(file, modality);
  if (guide === undefined) return model;
  const weak = await openModel(locateCheckpoint(guide), modality);
  if (weak.kind.name !== model.kind.name) throw new UsageError(`--guide ${guide}: it is a model of ${weak.kind.name}, and ${file} one of ${model.kind.name}`);
  return { ...model, weak };
}
