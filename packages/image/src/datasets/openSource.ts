import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { isFolder, openFileTree } from '@inrflow/core/node';
import { pictureByName } from '@inrflow/drawing/node';
import { cifarBatches, openCifar } from './cifar.js';
import { openIdx } from './idx.js';
import { openNumpy } from './numpySource.js';
import type { ImageDatasetOptions } from './options.js';
import type { PictureSource } from './source.js';
import { treeSource } from './treeSource.js';

async function firstBytes(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(6), 0, 6, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Opens a folder: a tree of pictures, or the training batches of CIFAR. If it holds an array file instead, the error suggests that file. */
async function openFolderSource(file: string, labels: string, options: ImageDatasetOptions): Promise<PictureSource> {
  const names = await readdir(file);
  const batches = cifarBatches(names);
  if (batches.length > 0) return openCifar(batches.map((name) => path.join(file, name)), labels);
  const array = names.sort().find((name) => /images.idx3|\.(npz|npy|zip|tar|tgz|tar\.gz|bin)$/.test(name));
  return treeSource(await openFileTree(file, options), labels, array === undefined ? '' : `; did you mean the file '${path.join(file, array)}'?`);
}

/** Opens an archive of pictures, or of arrays. */
async function openArchive(file: string, labels: string, options: ImageDatasetOptions): Promise<PictureSource | undefined> {
  const tree = await openFileTree(file, options);
  if (tree.kind === 'file' || (tree.kind === 'zip' && tree.names.some((name) => name.endsWith('.npy')) && !tree.names.some((name) => pictureByName(name) === true))) {
    await tree.close();
    return tree.kind === 'zip' ? openNumpy(file, true, labels, options) : undefined;
  }
  try {
    return await treeSource(tree, labels);
  } catch (error) {
    await tree.close();
    throw error;
  }
}

/**
 * Opens whatever holds pictures, by its first bytes rather than its name.
 *
 * @param options includes where labels come from: `folders` for the source's own
 * @throws Error that names the path if nothing is there (with the nearest name), or if it is not a data set of pictures
 */
export async function openSource(file: string, options: ImageDatasetOptions): Promise<PictureSource> {
  const { labels = 'folders' } = options;
  if (await isFolder(file)) return openFolderSource(file, labels, options);
  const extension = path.extname(file).toLowerCase();
  const start = await firstBytes(file);
  if (extension === '.npy' || start === '\x93NUMPY') return openNumpy(file, false, labels, options);
  if (extension === '.npz') return openNumpy(file, true, labels, options);
  if (extension === '.bin') return openCifar([file], labels);
  const archive = await openArchive(file, labels, options);
  if (archive) return archive;
  if (start.startsWith('\0\0\x08') || start.startsWith('\x1f\x8b')) return openIdx(file, labels, options);
  if (pictureByName(file) === true) throw new Error(`'${file}' is a single picture: give its folder, '${path.dirname(file)}'`);
  throw new Error(`'${file}' is not a data set of pictures: expected a folder, a .zip, .tar or .tar.gz of one, IDX (MNIST, also .gz), CIFAR's .bin, .npz or .npy`);
}
