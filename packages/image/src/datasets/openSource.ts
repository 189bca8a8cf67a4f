import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { isFolder } from '@inrflow/core/node';
import { PICTURE_EXTENSIONS } from '../files/decode.js';
import { cifarBatches, openCifar } from './cifar.js';
import { openFolder } from './folder.js';
import { openIdx } from './idx.js';
import { openNumpy } from './numpySource.js';
import type { PictureSource } from './source.js';
import { openZipSource } from './zipSource.js';

async function firstBytes(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Opens a folder: a tree of pictures, or the training batches of CIFAR; names an array file that lies there instead. */
async function openFolderSource(file: string, labels: string): Promise<PictureSource> {
  const names = await readdir(file);
  const batches = cifarBatches(names);
  if (batches.length > 0) return openCifar(batches.map((name) => path.join(file, name)), labels);
  const array = names.sort().find((name) => /images.idx3|\.(npz|npy|zip|bin)$/.test(name));
  return openFolder(file, labels, array === undefined ? '' : `; did you mean the file '${path.join(file, array)}'?`);
}

/**
 * Opens whatever holds pictures: by the file's ending, then by its first bytes.
 *
 * @param labels `folders` for the source's own labels
 * @throws Error that names the path where nothing is there (with the nearest name), or nothing that is read
 */
export async function openSource(file: string, labels: string): Promise<PictureSource> {
  if (await isFolder(file)) return openFolderSource(file, labels);
  const extension = path.extname(file).toLowerCase();
  if (extension === '.npz' || extension === '.npy') return openNumpy(file, labels);
  if (extension === '.bin') return openCifar([file], labels);
  const start = await firstBytes(file);
  if (start.startsWith('PK')) return openZipSource(file, labels);
  if (start.startsWith('\0\0\x08') || start.startsWith('\x1f\x8b')) return openIdx(file, labels);
  const pictureExtensions: readonly string[] = PICTURE_EXTENSIONS;
  if (pictureExtensions.includes(extension)) throw new Error(`'${file}' is a single picture: give its folder, '${path.dirname(file)}'`);
  throw new Error(`'${file}' is no data set of pictures: expected a folder, a .zip of one, IDX (MNIST, also .gz), CIFAR's .bin, .npz or .npy`);
}
