import { stat } from 'node:fs/promises';
import { spacedIndices, UnreadableExampleError, type DataSettings, type Part } from '@inrflow/core';
import { openFileTree, selectFiles, type FileTree } from '@inrflow/core/node';
import type { Picture } from '@inrflow/drawing';
import { openImageDataset, type ImageDataset } from '../datasets/index.js';
import { decodeFitted, pictureSize } from '@inrflow/drawing/node';
import { pictureByBytes, pictureByName } from '@inrflow/drawing/node';
import type { ImageData } from '../kind/index.js';
import { pictureFromValues } from '../pictures/index.js';
import type { Pictures } from './features/index.js';

/** Pictures to be scored, read on demand. */
export interface PictureSet extends Pictures {
  /** Class name of each picture. */
  classes: readonly (string | undefined)[];
  /** Number of pictures that the set has in all, taken or not. */
  available: number;
  /** Why pictures were left out, one message each. */
  skipped: readonly string[];
  close(): Promise<void>;
}

const WHITE = [255, 255, 255] as const;

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
  if (!(await stat(file).catch(() => undefined))) throw new RangeError(`${file}: there is no such file or folder${advice}`);
}

/** Pictures of a model's data, or of another set (`path`), as training sees them except for mirroring. */
export async function openTrainingPictures(data: DataSettings & ImageData, { path: other, part, count }: { path?: string; part: Part; count?: number }): Promise<PictureSet> {
  const { size, channels, background, heldOut } = data;
  const file = other ?? data.path ?? '';
  await checkThere(file, other === undefined ? ': the data of this run are not here; name pictures to compare with by --reference' : '');
  if (part !== 'all' && heldOut === 0) throw new RangeError(`--part ${part}: training held nothing out (data.heldOut 0); expected --part all`);
  // A table of labels describes the run's own files only.
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

/** One picture of a tree, cropped to its centred square, over white. */
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
    const dataset = await openImageDataset(file, { size: 'first', labels: 'none' });
    return ofDataset(dataset, spacedIndices(dataset.length, count));
  }
  const indices = spacedIndices(names.length, count);
  return { length: indices.length, available: names.length, classes: [], skipped: [], at: (i) => readPicture(tree, names[indices[i]]), close: tree.close };
}
