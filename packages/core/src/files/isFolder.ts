import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { nearestName } from './nearestName.js';

/**
 * Whether a data set's path is a folder.
 *
 * @throws Error that names the path where nothing is there, with the nearest name beside it
 */
export async function isFolder(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const siblings = await readdir(path.dirname(file)).catch(() => undefined);
    if (!siblings) throw new Error(`no data set at '${file}': its folder '${path.dirname(file)}' does not exist either`);
    const nearest = nearestName(path.basename(file), siblings);
    throw new Error(`no data set at '${file}'${nearest === undefined ? '' : `; did you mean '${path.join(path.dirname(file), nearest)}'?`}`);
  }
}
