import path from 'node:path';
import { nearestName } from '../errors/nearest.js';

/**
 * The file or folder whose name is nearest to one that does not exist; the same extension does not make names alike.
 *
 * @param name without folders
 * @param siblings names of what is in its folder
 * @returns undefined if none is near
 */
export function nearestFile(name: string, siblings: readonly string[]): string | undefined {
  const extension = path.extname(name);
  const hasSame = (sibling: string) => path.extname(sibling) === extension;
  const stem = nearestName(path.basename(name, extension), siblings.filter(hasSame).map((sibling) => path.basename(sibling, extension)));
  return stem === undefined ? nearestName(name, siblings.filter((sibling) => !hasSame(sibling))) : stem + extension;
}
