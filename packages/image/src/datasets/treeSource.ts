import { byCodePoint, classifyByFolder, fingerprintOf, selectFiles, wrappingFolder, type FileTree } from '@inrflow/core/node';
import { PICTURE_EXTENSIONS, PICTURES_READ, pictureByBytes, pictureByName } from '@inrflow/drawing/node';
import type { PictureSource } from './source.js';

/**
 * Pictures of a folder or an archive: each top-level folder is a class; there are no classes if all files lie at the top. A folder that wraps a whole archive is ignored.
 *
 * @param tree closed with the source
 * @throws Error if it holds no pictures, or has pictures both in folders and beside them
 */
export async function treeSource(tree: FileTree, labels: string, hint = ''): Promise<PictureSource> {
  const { names: stored, notes } = await selectFiles(tree, { what: 'pictures', reads: PICTURES_READ, byName: pictureByName, byBytes: pictureByBytes });
  if (stored.length === 0) {
    throw new Error(`${tree.where} holds no pictures; looked for ${PICTURE_EXTENSIONS.join(', ')} in it and its folders${hint}${notes.map((note) => `; ${note}`).join('')}`);
  }
  const prefix = tree.kind === 'folder' ? '' : wrappingFolder(stored);
  const names = stored.map((name) => name.slice(prefix.length));
  return {
    ...(labels === 'folders' ? classifyByFolder(names, tree.where, 'pictures') : { entries: names.sort(byCodePoint).map((name) => ({ name })), classes: [] }),
    notes: [...tree.notes, ...notes],
    locate: ({ name }) => tree.locate(prefix + name),
    load: ({ name }) => tree.read(prefix + name),
    fingerprint: (entries) => fingerprintOf(tree, entries.map(({ name }) => prefix + name), (name) => name.slice(prefix.length)),
    close: tree.close,
  };
}
