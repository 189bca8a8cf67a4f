import path from 'node:path';
import { PICTURE_EXTENSIONS } from '../files/decode.js';
import type { Entry } from './source.js';

/** Order of code points, which does not depend on the machine's language. */
export function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** True for names that end as a picture's and are not hidden (`.DS_Store`, `__MACOSX/`). */
export function isPictureName(name: string): boolean {
  const extensions: readonly string[] = PICTURE_EXTENSIONS;
  return extensions.includes(path.posix.extname(name).toLowerCase()) && !name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
}

/**
 * Classes of a tree of pictures: the top-level folders, sorted by code point; none where all pictures lie at the top.
 *
 * @param names paths relative to the tree's root, with forward slashes
 * @param where the tree, as messages name it
 * @throws Error where some pictures lie in folders and others beside them, so that those have no class
 */
export function classifyByFolder(names: readonly string[], where: string): { entries: Entry[]; classes: string[] } {
  const sorted = [...names].sort(byCodePoint);
  const loose = sorted.find((name) => !name.includes('/'));
  if (loose !== undefined && sorted.some((name) => name.includes('/'))) {
    throw new Error(`${where} has pictures in class folders, but '${loose}' beside them: move it into a class folder, or read with labels 'none'`);
  }
  const folderOf = (name: string) => name.slice(0, name.indexOf('/'));
  const classes = loose === undefined ? [...new Set(sorted.map(folderOf))].sort(byCodePoint) : [];
  const indices = new Map(classes.map((name, index) => [name, index]));
  return { entries: sorted.map((name) => ({ name, ...(classes.length > 0 && { label: indices.get(folderOf(name)) }) })), classes };
}

/** The error of a tree without pictures. */
export function noPictures(where: string, hint = ''): Error {
  return new Error(`${where} holds no pictures; looked for ${PICTURE_EXTENSIONS.join(', ')} in it and its folders${hint}`);
}
