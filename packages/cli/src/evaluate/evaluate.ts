import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isStructureName } from '@inrflow/protein';
import { SHAPE_EXTENSIONS } from '@inrflow/pointcloud/node';
import { MODALITIES, type ModalityName } from '../config/schema.js';
import { UsageError } from '../errors.js';
import { flagOf, refuseForeignFlags } from '../kindFlags.js';
import { loadModel } from '../model/checkpoint.js';
import { locateCheckpoint } from '../model/locate.js';
import { silenceTensorFlow } from '../quiet.js';
import { SAMPLING_FLAGS, samplingOf } from '../sample/solve.js';
import type { Terminal } from '../terminal.js';
import { evaluateClouds } from './clouds.js';
import { evaluateImages, type EvaluateImagesOptions } from './images.js';
import type { EvaluateOptions } from './options.js';
import { isPictureName } from './pictureSets.js';
import { evaluateProteins } from './proteins.js';

/** How the names of files tell what they hold. */
const TOLD: Readonly<Record<ModalityName, (name: string) => boolean>> = {
  image: isPictureName,
  pointcloud: (name) => [...SHAPE_EXTENSIONS, '.sh3f'].includes(path.extname(name).toLowerCase()),
  protein: isStructureName,
};

/** What a folder or an archive holds, by the first file that tells; clouds where none does. @throws UsageError where nothing is there */
async function kindOf(given: string): Promise<ModalityName> {
  const found = await stat(given).catch(() => undefined);
  if (!found) throw new UsageError(`${given}: there is no such file or folder`);
  const names = found.isDirectory() ? await readdir(given, { recursive: true }) : await namesIn(given);
  const told = (name: string) => MODALITIES.find((modality) => TOLD[modality](name));
  return names.map((name) => told(name)).find((modality) => modality !== undefined) ?? 'pointcloud';
}

/** A file's own name, or those of the files in a zip. */
async function namesIn(file: string): Promise<readonly string[]> {
  if (path.extname(file).toLowerCase() === '.tar') return ['structures.pdb'];
  if (path.extname(file).toLowerCase() !== '.zip') return [file];
  const { openZip } = await import('@inrflow/core/node');
  const zip = await openZip(file);
  await zip.close();
  return zip.names;
}

/** Scores a checkpoint, or a folder, against references of its kind: see docs/cli.md. */
export async function evaluate(given: string, options: EvaluateOptions & EvaluateImagesOptions & { /** Names of the flags that the user gave. */ flags?: readonly string[] }, terminal: Terminal): Promise<void> {
  silenceTensorFlow();
  const file = locateCheckpoint(given);
  const model = file.endsWith('.safetensors') ? await loadModel(file) : undefined;
  const told = SAMPLING_FLAGS.find((name) => options[name] !== undefined);
  if (model) model.config.sampling = samplingOf(model.config.sampling, options);
  else if (told) throw new UsageError(`${flagOf(told)} is for models: '${given}' is taken as it is`);
  const kind = model?.config.modality ?? (await kindOf(file));
  refuseForeignFlags('evaluate', options.flags ?? [], kind, model ? 'this model makes' : `'${given}' holds`);
  if (kind === 'protein') return evaluateProteins(file, model, options, terminal);
  if (kind === 'pointcloud') return evaluateClouds(file, model, options, terminal);
  return evaluateImages(file, model, options, terminal);
}
