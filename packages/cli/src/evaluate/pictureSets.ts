import { stat } from 'node:fs/promises';
import { createGenerator, UnreadableExampleError } from '@inrflow/core';
import { openFileTree, selectFiles, type FileTree } from '@inrflow/core/node';
import { pictureFromValues, type Picture } from '@inrflow/image';
import { decodeFitted, openImageDataset, pictureByBytes, pictureByName, pictureSize, type ImageDataset } from '@inrflow/image/node';
import type { Device } from '@inrflow/onnx';
import type { ResolvedImageConfig, SettledSamplingSection } from '../config/types.js';
import { asUsage, UsageError } from '../errors.js';
import type { Pictures } from '../features/index.js';
import { modalityOf } from '../modalities/index.js';
import type { Model } from '../model/checkpoint.js';
import { generationOptions, requestsOf } from '../sample/solve.js';
import { pathNamed } from '../train/recipe.js';
import type { Part } from './options.js';

/** Pictures to be scored, read as they are asked for. */
export interface PictureSet extends Pictures {
  /** Name of each one's class. */
  classes: readonly (string | undefined)[];
  /** Pictures that there are in all, taken or not. */
  available: number;
  /** Why pictures were left out, one message each. */
  skipped: readonly string[];
  close(): Promise<void>;
}

const WHITE = [255, 255, 255] as const;

/** So many indices, evenly spaced, so that sorted folders give some of each class; all where there are no more. */
export function spacedIndices(available: number, count = available): number[] {
  const taken = Math.min(count, available);
  return Array.from({ length: taken }, (_, i) => Math.floor((i * available) / taken));
}

function ofDataset(dataset: ImageDataset, indices: readonly number[]): PictureSet {
  return {
    length: indices.length, available: dataset.length,
    classes: [], skipped: [],
    async at(i) {
      const { values } = await dataset.example(indices[i], { seed: 0, stream: 'evaluation', sample: i });
      return pictureFromValues(values, { width: dataset.size });
    },
    close: async () => dataset.close?.(),
  };
}

async function checkThere(file: string, advice = ''): Promise<void> {
  if (!(await stat(file).catch(() => undefined))) throw new UsageError(`${file}: there is no such file or folder${advice}`);
}

/** Pictures of a model's data, or of another set (`path`), as training sees them but for mirroring. */
export async function openTrainingPictures({ data }: Pick<ResolvedImageConfig, 'data'>, { path: other, part, count }: { path?: string; part: Part; count?: number }): Promise<PictureSet> {
  const { size, channels, background, heldOut } = data;
  const file = other ?? data.path;
  await checkThere(file, other === undefined ? ': the data of this run are not here; name pictures to compare with by --reference' : '');
  if (part !== 'all' && heldOut === 0) throw new UsageError(`--part ${part}: training held nothing out (data.heldOut 0); expected --part all`);
  // A table of labels is of the run's own files.
  const labels = other === undefined || data.labels === 'none' ? data.labels : 'folders';
  const dataset = await openImageDataset(file, { size, channels, background, labels, ...(part !== 'all' && { split: { heldOut, part } }) });
  const [indices, classes, skipped]: [number[], (string | undefined)[], string[]] = [[], [], []];
  try {
    for (const [i, index] of spacedIndices(dataset.length, count).entries()) {
      try {
        const { label } = await dataset.example(index, { seed: 0, stream: 'evaluation', sample: i });
        classes.push(label === undefined ? undefined : dataset.classes[label]);
        indices.push(index);
      } catch (error) {
        if (!(error instanceof UnreadableExampleError)) throw error;
        skipped.push(error.message);
      }
    }
    return { ...ofDataset(dataset, indices), classes, skipped };
  } catch (error) {
    await dataset.close?.();
    throw error;
  }
}

/** One picture of a tree: its centred square, over white. */
async function readPicture(tree: FileTree, name: string): Promise<Picture> {
  try {
    const bytes = await tree.read(name);
    const { width, height } = await pictureSize(bytes);
    return await decodeFitted(bytes, { size: Math.min(width, height), channels: 3, background: WHITE });
  } catch (error) {
    throw new UnreadableExampleError(`cannot read picture '${tree.locate(name)}': ${(error as Error).message}`, { cause: error });
  }
}

/** Pictures of a folder tree or an archive of one, each in its own size; or of an array. */
export async function openPictures(file: string, count?: number): Promise<PictureSet> {
  await checkThere(file);
  const tree = await openFileTree(file);
  const names = tree.kind === 'file' ? [] : (await selectFiles(tree, { what: 'pictures', reads: 'PNG', byName: pictureByName, byBytes: pictureByBytes })).names;
  if (names.length === 0) {
    await tree.close();
    const dataset = await openImageDataset(file, { labels: 'none' });
    return ofDataset(dataset, spacedIndices(dataset.length, count));
  }
  const indices = spacedIndices(names.length, count);
  return { length: indices.length, available: names.length, classes: [], skipped: [], at: (i) => readPicture(tree, names[indices[i]]), close: tree.close };
}

/** How pictures of a model are made. */
export interface MakePicturesOptions {
  seed: number;
  /** In place of the model's own. */
  sampling?: SettledSamplingSection;
  /** Edge in pixels; that of training by default. */
  size?: number;
  threads?: number;
  device?: Device;
  batch?: number;
  signal?: AbortSignal;
  onProgress?: (done: number) => void;
}

/** Makes as many pictures as there are labels, one of each: see {@link requestsOf}. */
export async function makePictures({ config, network, parameters, classes }: Model, labels: readonly (number | undefined)[], { seed, sampling = config.sampling, size, threads, device, batch = 16, signal, onProgress }: MakePicturesOptions): Promise<Picture[]> {
  const kind = modalityOf(config);
  const query = size === undefined ? undefined : kind.queryPoints(config, { size });
  const generator = await createGenerator({ network, parameters, path: pathNamed(config.training.path), context: kind.places(config, kind.points(config)), batch, threads, device });
  try {
    const requests = requestsOf(labels);
    const options = { ...generationOptions(sampling, classes.length > 0, seed), signal, ...(query !== undefined && { query: kind.places(config, query) }) };
    const made: Picture[] = [];
    for (let start = 0; start < requests.length; start += batch) {
      const values = await asUsage('', () => generator.generate(requests.slice(start, start + batch), options));
      made.push(...values.map((each) => kind.picture(each, config)));
      onProgress?.(made.length);
    }
    return made;
  } finally {
    await generator.dispose();
  }
}
