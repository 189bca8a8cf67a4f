import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PictureSource } from './source.js';
import { classifyByFolder, isPictureName, noPictures } from './tree.js';

/** Paths of all pictures below a folder, relative to it; links are followed, each real folder once. */
async function listPictures(root: string): Promise<string[]> {
  const seen = new Set<string>();
  const found: string[] = [];
  async function walk(folder: string, prefix: string): Promise<void> {
    const real = await realpath(folder);
    if (seen.has(real)) return;
    seen.add(real);
    for (const item of await readdir(folder, { withFileTypes: true })) {
      if (item.name.startsWith('.')) continue;
      const name = prefix + item.name;
      const file = path.join(folder, item.name);
      // A link that leads nowhere is kept as a file, so that reading it says what is wrong.
      const isFolder = item.isDirectory() || (item.isSymbolicLink() && (await stat(file).catch(() => undefined))?.isDirectory() === true);
      if (isFolder) await walk(file, `${name}/`);
      else if (isPictureName(name)) found.push(name);
    }
  }
  await walk(root, '');
  return found;
}

/**
 * A folder tree of PNG, JPEG and WebP files: each top-level folder is a class, or none where all files lie at the top.
 *
 * @throws Error where it holds no pictures, or pictures both in folders and beside them
 */
export async function openFolder(root: string, labels: string, hint?: string): Promise<PictureSource> {
  const names = await listPictures(root);
  if (names.length === 0) throw noPictures(`folder '${root}'`, hint);
  return {
    ...(labels === 'folders' ? classifyByFolder(names, `folder '${root}'`) : { entries: names.sort().map((name) => ({ name })), classes: [] }),
    locate: ({ name }) => path.join(root, name),
    load: ({ name }) => readFile(path.join(root, name)),
    close: async () => {},
  };
}
