import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isFolder, openFileTree, openZip, type ZipArchive } from '@inrflow/core/node';
import { extensionOf, shapeByName } from '../files/readShape.js';
import { createShapeReader } from '../files/shapeReader.js';
import { openArrays } from './arraySource.js';
import { CATALOGUE, catalogueSource } from './catalogue.js';
import type { ShapeSource, SourceOptions } from './source.js';
import { treeSource } from './treeSource.js';

async function openCatalogues(files: readonly string[], options: SourceOptions): Promise<ShapeSource> {
  const archives: { file: string; zip: ZipArchive }[] = [];
  try {
    for (const file of files) archives.push({ file, zip: await openZip(file, options) });
    return await catalogueSource(archives, createShapeReader(), options);
  } catch (error) {
    for (const { zip } of archives) await zip.close();
    throw error;
  }
}

/** Names of the catalogues in a folder that holds no other shapes. */
async function cataloguesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.some((name) => shapeByName(name) === true) ? [] : names.filter((name) => extensionOf(name) === '.sh3f').sort();
}

/**
 * Opens whatever holds shapes: a folder of them or of catalogues, a zip, tar or tar.gz archive, a catalogue, or an array.
 *
 * @throws Error that names the path if nothing is there (with the nearest name), or if it is not a data set of shapes
 */
export async function openSource(file: string, options: SourceOptions): Promise<ShapeSource> {
  const folder = await isFolder(file);
  const catalogues = folder ? await cataloguesIn(file) : [];
  if (catalogues.length > 0) return openCatalogues(catalogues.map((name) => path.join(file, name)), options);
  const extension = extensionOf(file);
  if (!folder && (extension === '.npy' || extension === '.npz')) return openArrays(file, options);
  if (!folder && extension === '.sh3f') return openCatalogues([file], options);
  const tree = await openFileTree(file, options);
  try {
    if (tree.kind === 'zip' && tree.names.includes(CATALOGUE)) {
      await tree.close();
      return await openCatalogues([file], options);
    }
    if (tree.kind !== 'file') return await treeSource(tree, createShapeReader(), options);
    if (shapeByName(path.basename(file)) === true) throw new Error(`'${file}' is a single shape: give its folder, '${path.dirname(file)}'`);
    throw new Error(`'${file}' is not a data set of shapes: expected a folder, a .zip, .tar or .tar.gz of one, Sweet Home 3D's .sh3f, .npz or .npy`);
  } catch (error) {
    await tree.close();
    throw error;
  }
}
