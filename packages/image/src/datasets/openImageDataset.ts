import { inPart } from '@inrflow/core/node';
import { createImageDataset, type ImageDataset } from './imageDataset.js';
import { labelByTable } from './labelTable.js';
import { openSource } from './openSource.js';
import { checkOptions, type ImageDatasetOptions } from './options.js';
import type { PictureSource } from './source.js';

/** Selects and labels the source's entries as the options say. */
async function selectEntries(source: PictureSource, file: string, { labels = 'folders', split, strict = false }: ImageDatasetOptions): Promise<PictureSource> {
  const isTable = labels !== 'folders' && labels !== 'none' && !labels.endsWith('.npy');
  if (source.entries.length === 0) throw new Error(`'${file}' holds no pictures`);
  const labelled = isTable ? await labelByTable(source, labels, strict) : source;
  if (!split) return labelled;
  const entries = labelled.entries.filter((entry) => inPart(entry.name, split));
  if (entries.length === 0) {
    throw new Error(`the ${split.part} part of '${file}' is empty: ${labelled.entries.length} pictures, heldOut ${split.heldOut}`);
  }
  return { ...labelled, entries };
}

/**
 * Opens pictures as a training set: a folder tree, or a zip, tar or tar.gz of one, of PNG, JPEG, WebP, GIF, TIFF and AVIF files (all but PNG through the
 * optional package `sharp`), MNIST's IDX files, CIFAR's binary batches (one, or their folder), or a NumPy array (`.npy`, `.npz`).
 *
 * Values are `[size · size, channels]` in [-1, 1], coordinates those of `pixelCoordinates`. Equal indices and addresses give equal
 * examples. Coordinates are one array shared by all examples.
 *
 * @throws Error if nothing is there (with the nearest name), it holds no pictures, or a label table does not fit
 * @throws RangeError if an option is out of range
 */
export async function openImageDataset(file: string, options: ImageDatasetOptions = {}): Promise<ImageDataset> {
  checkOptions(options);
  const source = await openSource(file, options);
  try {
    return await createImageDataset(await selectEntries(source, file, options), options);
  } catch (error) {
    await source.close();
    throw error;
  }
}
