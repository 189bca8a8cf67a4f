import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseNpy, readNpz, type NpyArray } from '@inrflow/core/node';
import { arraySource } from './arraySource.js';
import { pictureArray } from './pictureArray.js';
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

/** Class indices of a one-dimensional array of whole numbers. */
function labelsOf({ shape, data }: NpyArray): number[] {
  if (shape.length !== 1 && !(shape.length === 2 && shape[1] === 1)) throw new Error(`its labels have shape [${shape.join(', ')}]; expected one for each picture`);
  return Array.from(data as ArrayLike<number | bigint>, Number);
}

/**
 * Pictures of a NumPy file: `.npy`, or `.npz` with an array of pictures (`images`, `x`, …) and, if it has one, of labels.
 *
 * @param labels `folders` takes the labels of an `.npz`; the path of an `.npy` file gives them otherwise
 * @throws Error that names the file and the reason, such as a shape that pictures do not have
 */
export async function openNumpy(file: string, labels: string): Promise<PictureSource> {
  const { array: images, labels: inside } = await orNamed<{ array: NpyArray; labels?: NpyArray }>(file, async () =>
    path.extname(file).toLowerCase() === '.npz' ? readNpz(file, { what: 'pictures', names: PICTURE_NAMES, labelNames: LABEL_NAMES }) : { array: parseNpy(await readFile(file)) });
  const given = labels.endsWith('.npy') ? await orNamed(labels, async () => labelsOf(parseNpy(await readFile(labels)))) : undefined;
  const array = await orNamed(file, async () => {
    const own = labels === 'folders' && inside ? labelsOf(inside) : undefined;
    return { ...pictureArray(images), labels: given ?? own };
  });
  return arraySource([{ file, array }], array.labels !== undefined);
}
