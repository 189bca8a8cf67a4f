import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { nearestFile } from './nearestFile.js';

/**
 * Whether a data set's path is a folder rather than a file.
 *
 * @throws Error that names the path if nothing is there, with the nearest name beside it, or if it is neither
 */
export async function isFolder(file: string): Promise<boolean> {
  try {
    const found = await stat(file);
    if (!found.isDirectory() && !found.isFile()) throw new Error(`no data set at '${file}': it is a pipe, a socket or a device; expected a file or a folder`);
    return found.isDirectory();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') throw new Error(`no data set at '${file}': a part of its path is a file, not a folder`);
    if (code !== 'ENOENT') throw error;
    const siblings = await readdir(path.dirname(file)).catch(() => undefined);
    if (!siblings) throw new Error(`no data set at '${file}': its folder '${path.dirname(file)}' does not exist either`);
    const nearest = nearestFile(path.basename(file), siblings);
    throw new Error(`no data set at '${file}'${nearest === undefined ? '' : `; did you mean '${path.join(path.dirname(file), nearest)}'?`}`);
  }
}
