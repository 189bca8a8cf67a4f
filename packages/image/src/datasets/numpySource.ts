import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseNpy, type NpyArray } from '@inrflow/core/node';
import { arraySource } from './arraySource.js';
import { pictureArray } from './pictureArray.js';
import type { PictureSource } from './source.js';
import { openZip } from './zip.js';

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

async function readNpz(file: string): Promise<{ images: NpyArray; labels?: NpyArray }> {
  const zip = await openZip(file);
  try {
    const find = (names: readonly string[]) => names.map((name) => `${name}.npy`).find((name) => zip.names.includes(name));
    const images = find(PICTURE_NAMES) ?? (zip.names.length === 1 ? zip.names[0] : undefined);
    if (images === undefined) {
      throw new Error(`it has no array of pictures: found ${zip.names.map((name) => `'${name.replace(/\.npy$/, '')}'`).join(', ')}; expected ${PICTURE_NAMES.map((name) => `'${name}'`).join(' or ')}`);
    }
    const labels = find(LABEL_NAMES);
    return { images: parseNpy(await zip.read(images)), ...(labels !== undefined && { labels: parseNpy(await zip.read(labels)) }) };
  } finally {
    await zip.close();
  }
}

/**
 * Pictures of a NumPy file: `.npy`, or `.npz` with an array of pictures (`images`, `x`, …) and, if it has one, of labels.
 *
 * @param labels `folders` takes the labels of an `.npz`; the path of an `.npy` file gives them otherwise
 * @throws Error that names the file and the reason, such as a shape that pictures do not have
 */
export async function openNumpy(file: string, labels: string): Promise<PictureSource> {
  const { images, labels: inside } = await orNamed<{ images: NpyArray; labels?: NpyArray }>(file, async () =>
    path.extname(file).toLowerCase() === '.npz' ? readNpz(file) : { images: parseNpy(await readFile(file)) });
  const given = labels.endsWith('.npy') ? await orNamed(labels, async () => labelsOf(parseNpy(await readFile(labels)))) : undefined;
  const array = await orNamed(file, async () => {
    const own = labels === 'folders' && inside ? labelsOf(inside) : undefined;
    return { ...pictureArray(images), labels: given ?? own };
  });
  return arraySource([{ file, array }], array.labels !== undefined);
}
