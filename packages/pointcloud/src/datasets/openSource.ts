import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isFolder, listFiles, openZip, type ZipArchive } from '@inrflow/core/node';
import { extensionOf } from '../files/readShape.js';
import { openArrays } from './arraySource.js';
import { CATALOGUE, catalogueSource } from './catalogue.js';
import { openFolder } from './folder.js';
import type { ShapeSource, SourceOptions } from './source.js';
import { isShapeName } from './tree.js';
import { zipSource } from './zipSource.js';

async function openArchives(files: readonly string[], options: SourceOptions): Promise<ShapeSource> {
  const archives: { file: string; zip: ZipArchive }[] = [];
  try {
    for (const file of files) archives.push({ file, zip: await openZip(file) });
    const [{ file, zip }] = archives;
    return archives.length > 1 || zip.names.includes(CATALOGUE) ? await catalogueSource(archives, options) : zipSource(file, zip, options);
  } catch (error) {
    for (const { zip } of archives) await zip.close();
    throw error;
  }
}

/**
 * Opens whatever holds shapes: a folder of them or of catalogues, a zip archive, a catalogue, or an array.
 *
 * @throws Error that names the path where nothing is there (with the nearest name), or nothing that is read
 */
export async function openSource(file: string, options: SourceOptions): Promise<ShapeSource> {
  if (await isFolder(file)) {
    const catalogues = (await readdir(file)).filter((name) => extensionOf(name) === '.sh3f').sort();
    if (catalogues.length > 0 && (await listFiles(file, isShapeName)).length === 0) return openArchives(catalogues.map((name) => path.join(file, name)), options);
    return openFolder(file, options);
  }
  const extension = extensionOf(file);
  if (extension === '.npy' || extension === '.npz') return openArrays(file, options);
  if (extension === '.zip' || extension === '.sh3f') return openArchives([file], options);
  if (isShapeName(path.basename(file))) throw new Error(`'${file}' is a single shape: give its folder, '${path.dirname(file)}'`);
  throw new Error(`'${file}' is no data set of shapes: expected a folder, a .zip of one, Sweet Home 3D's .sh3f, .npz or .npy`);
}
