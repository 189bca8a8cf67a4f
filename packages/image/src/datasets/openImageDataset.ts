import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { openFolder } from './folder.js';
import { createImageDataset, type ImageDataset } from './imageDataset.js';
import { nearestName } from './nearestName.js';
import { checkOptions, type ImageDatasetOptions } from './options.js';
import type { PictureSource } from './source.js';
import { inPart } from './split.js';

async function statOrSuggest(file: string): Promise<Awaited<ReturnType<typeof stat>>> {
  try {
    return await stat(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const siblings = await readdir(path.dirname(file)).catch(() => undefined);
    if (!siblings) throw new Error(`no data set at '${file}': its folder '${path.dirname(file)}' does not exist either`);
    const nearest = nearestName(path.basename(file), siblings);
    throw new Error(`no data set at '${file}'${nearest === undefined ? '' : `; did you mean '${path.join(path.dirname(file), nearest)}'?`}`);
  }
}

async function openSource(file: string, labels: string): Promise<PictureSource> {
  const found = await statOrSuggest(file);
  if (found.isDirectory()) return openFolder(file, labels);
  throw new Error(`'${file}' is no folder of pictures`);
}

/**
 * Opens pictures as a training set. Values are `[size · size, channels]` in [-1, 1], coordinates those of `pixelCoordinates`.
 *
 * @throws Error where nothing is there (with the nearest name), or it holds no pictures
 * @throws RangeError where an option is out of range
 */
export async function openImageDataset(file: string, options: ImageDatasetOptions = {}): Promise<ImageDataset> {
  checkOptions(options);
  const { labels = 'folders', split } = options;
  const source = await openSource(file, labels);
  const entries = split ? source.entries.filter((entry) => inPart(entry.name, split)) : source.entries;
  if (split && entries.length === 0) {
    throw new Error(`the ${split.part} part of '${file}' is empty: ${source.entries.length} pictures, heldOut ${split.heldOut}`);
  }
  return createImageDataset({ ...source, entries }, options);
}
