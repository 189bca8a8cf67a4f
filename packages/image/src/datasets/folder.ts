import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { classifyByFolder, listFiles } from '@inrflow/core/node';
import type { PictureSource } from './source.js';
import { isPictureName, noPictures } from './tree.js';

/**
 * A folder tree of PNG, JPEG and WebP files: each top-level folder is a class, or none where all files lie at the top.
 *
 * @throws Error where it holds no pictures, or pictures both in folders and beside them
 */
export async function openFolder(root: string, labels: string, hint?: string): Promise<PictureSource> {
  const names = await listFiles(root, isPictureName);
  if (names.length === 0) throw noPictures(`folder '${root}'`, hint);
  return {
    ...(labels === 'folders' ? classifyByFolder(names, `folder '${root}'`, 'pictures') : { entries: names.sort().map((name) => ({ name })), classes: [] }),
    locate: ({ name }) => path.join(root, name),
    load: ({ name }) => readFile(path.join(root, name)),
    close: async () => {},
  };
}
