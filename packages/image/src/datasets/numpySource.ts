import { readFile } from 'node:fs/promises';
import { openNpy, parseNpyOrText, readNpz, type NpyArray, type NpyFile, type NpyText } from '@inrflow/core/node';
import { arraySource, type PictureArray } from './arraySource.js';
import { npyInMemory, pictureArray } from './pictureArray.js';
import type { SampleRange } from './sampleRange.js';
import type { PictureSource } from './source.js';

/** Names under which archives keep pictures and labels, the likeliest first. */
const PICTURE_NAMES = ['images', 'x', 'x_train', 'train_images', 'data', 'arr_0'];
const LABEL_NAMES = ['labels', 'y', 'y_train', 'train_labels', 'label', 'arr_1'];

async function orNamed<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new Error(`cannot read '${file}': ${(error as Error).message}`, { cause: error });
  }
}

/** Class indices or names in an array: one for each picture, or a one-hot row for each. */
function labelsOf(array: NpyArray | NpyText): number[] | readonly string[] {
  const { shape } = array;
  const isColumn = shape.length === 1 || (shape.length === 2 && shape[1] === 1);
  if ('text' in array) {
    if (!isColumn) throw new Error(`its labels have shape [${shape.join(', ')}]; expected one for each picture`);
    return array.text;
  }
  const numbers = Array.from(array.data as ArrayLike<number | bigint>, Number);
  if (isColumn) return numbers;
  const rows = shape.length === 2 ? Array.from({ length: shape[0] }, (_, row) => numbers.slice(row * shape[1], (row + 1) * shape[1])) : [];
  if (rows.length === 0 || !rows.every((row) => row.every((value) => value === 0 || value === 1) && row.indexOf(1) >= 0 && row.indexOf(1) === row.lastIndexOf(1))) {
    throw new Error(`its labels have shape [${shape.join(', ')}]; expected one for each picture`);
  }
  return rows.map((row) => row.indexOf(1));
}

/**
 * Pictures of a NumPy file: `.npy`, or an archive (`.npz`) with an array of pictures (`images`, `x`, …) and optionally one of labels.
 *
 * @param labels `folders` for the labels inside an archive, or the path of an `.npy` file of labels
 * @throws Error that names the file and the reason, such as a shape that pictures do not have
 */
export async function openNumpy(file: string, isArchive: boolean, labels: string, { maxFileBytes, range }: { maxFileBytes?: number; range?: SampleRange } = {}): Promise<PictureSource> {
  const { images, inside } = await orNamed<{ images: NpyFile; inside?: NpyArray | NpyText }>(file, async () => {
    if (!isArchive) return { images: await openNpy(file) };
    const { array, labels: own } = await readNpz(file, { what: 'pictures', names: PICTURE_NAMES, labelNames: LABEL_NAMES, maxFileBytes });
    return { images: npyInMemory(array), ...(own && { inside: own }) };
  });
  try {
    const given = labels.endsWith('.npy') ? await orNamed(labels, async () => labelsOf(parseNpyOrText(await readFile(labels)))) : undefined;
    const array = await orNamed(file, async (): Promise<PictureArray> => {
      const own = labels === 'folders' && inside ? labelsOf(inside) : undefined;
      const { notes = [], ...pictures } = await pictureArray(images, range);
      return { ...pictures, notes: notes.map((note) => `'${file}': ${note}`), labels: given ?? own };
    });
    return arraySource([{ file, array }], array.labels !== undefined);
  } catch (error) {
    await images.close();
    throw error;
  }
}
