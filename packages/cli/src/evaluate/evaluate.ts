import { stat } from 'node:fs/promises';
import { openFileTree, openNpy, openZip, parseNpy, type NpyFile } from '@inrflow/core/node';
import { pictureByName } from '@inrflow/image/node';
import { shapeByName } from '@inrflow/pointcloud/node';
import { isStructureName } from '@inrflow/protein';
import { MODALITIES, type ModalityName } from '../config/schema.js';
import { UsageError } from '../errors.js';
import { flagOf, refuseForeignFlags } from '../kindFlags.js';
import { loadModel } from '../model/checkpoint.js';
import { locateCheckpoint } from '../model/locate.js';
import { silenceTensorFlow } from '../quiet.js';
import { SAMPLING_FLAGS, samplingOf } from '../sample/solve.js';
import type { Terminal } from '../terminal.js';
import { checkWritable } from '../writable.js';
import { evaluateClouds } from './clouds.js';
import { evaluateImages, type EvaluateImagesOptions } from './images.js';
import type { EvaluateOptions } from './options.js';
import { evaluateProteins } from './proteins.js';

/** How the names of files tell what they hold. */
const TOLD: Readonly<Record<ModalityName, (name: string) => boolean>> = {
  image: (name) => pictureByName(name) === true,
  pointcloud: (name) => shapeByName(name) === true || /\.sh3f$/i.test(name),
  protein: isStructureName,
};
/** Endings that say of arrays or text which kind they are no more than that they are numbers. */
const isArray = (name: string) => /\.(?:npy|npz)$/i.test(name);
const isLoose = (name: string) => isArray(name) || /\.(?:txt|csv|asc)$/i.test(name);

/** What an array holds: `[pictures, height, width]` and a channel axis, or `[points, 3]` and clouds of them. */
function kindOfArray({ shape, type }: Pick<NpyFile, 'shape' | 'type'>, file: string): ModalityName {
  const channels = (length: number) => length === 1 || length === 3 || length === 4;
  const isPicture = (shape.length === 4 && (channels(shape[3]) || channels(shape[1]))) || (shape.length === 3 && (type === 'uint8' || type === 'bool' || shape[2] > 16));
  const isCloud = (shape.length === 2 || shape.length === 3) && shape[shape.length - 1] >= 3 && shape[shape.length - 1] <= 16 && type !== 'bool';
  if (isPicture) return 'image';
  if (isCloud) return 'pointcloud';
  throw new UsageError(`${file}: its array of shape [${shape.join(', ')}], ${type}, is neither pictures ([pictures, height, width, channels]) nor clouds ([clouds, points, 3])`);
}

async function kindOfArrayFile(file: string): Promise<ModalityName> {
  if (/\.npz$/i.test(file)) {
    const zip = await openZip(file);
    try {
      const names = zip.names.filter((name) => name.endsWith('.npy'));
      const largest = names.reduce((most, name) => (zip.size(name) > zip.size(most) ? name : most), names[0]);
      if (largest === undefined) throw new UsageError(`${file}: holds no arrays`);
      return kindOfArray(parseNpy(await zip.read(largest)), file);
    } finally {
      await zip.close();
    }
  }
  const array = await openNpy(file);
  await array.close();
  return kindOfArray(array, file);
}

/** What a folder, an archive or a file holds, by the first file whose name tells, or by its arrays. @throws UsageError if nothing is there, or nothing tells */
async function kindOf(given: string): Promise<ModalityName> {
  if (!(await stat(given).catch(() => undefined))) throw new UsageError(`${given}: there is no such file or folder`);
  if (isArray(given)) return kindOfArrayFile(given);
  const tree = await openFileTree(given);
  try {
    const names = [...tree.names, ...(tree.kind === 'file' ? [given] : [])];
    const told = names.filter((name) => !isLoose(name)).map((name) => MODALITIES.find((modality) => TOLD[modality](name))).find((modality) => modality !== undefined);
    if (told !== undefined) return told;
    const array = names.find(isArray);
    if (array !== undefined && tree.kind === 'folder') return await kindOfArrayFile(tree.locate(array));
    if (names.some(isLoose)) return 'pointcloud';
    // MNIST's files have no ending; what is a pair of them is told by reading it.
    if (tree.kind === 'file' || names.some((name) => /ubyte|\.bin$/.test(name))) return 'image';
    throw new UsageError(`${given}: holds neither pictures, nor clouds or meshes, nor protein structures`);
  } finally {
    await tree.close();
  }
}

/** Scores a checkpoint, or a folder, against references of its kind: see docs/cli.md. */
export async function evaluate(given: string, options: EvaluateOptions & EvaluateImagesOptions & { /** Names of the flags that the user gave. */ flags?: readonly string[] }, terminal: Terminal): Promise<void> {
  silenceTensorFlow();
  if (options.out !== undefined) await checkWritable('--out', options.out, false);
  if (options.predictions !== undefined) await checkWritable('--predictions', options.predictions, true);
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
