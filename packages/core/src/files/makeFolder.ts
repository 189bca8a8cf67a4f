import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission', EPERM: 'not allowed', EROFS: 'the disk is read-only', ENOSPC: 'the disk is full', EDQUOT: 'the disk quota is used up', ENAMETOOLONG: 'its name is too long', ENOENT: 'no folder can be made there', EINVAL: 'its name is not valid',
};

/**
 * Creates a folder and its missing parents. Unlike Node's recursive `mkdir`, it stops if a folder cannot be created, such as in `/proc`.
 *
 * @throws Error in one line that names the folder, what stands in its way and why
 */
export async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = [];
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const found = await stat(at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw new Error(`${folder}: cannot be made: ${REASONS[error.code ?? ''] ?? error.message}`, { cause: error });
    });
    if (found?.isDirectory()) break;
    if (found) throw new Error(`${folder}: cannot be made: ${at === path.resolve(folder) ? 'it' : `'${at}'`} is a file, not a folder`);
    missing.unshift(at);
    if (at === path.dirname(at)) break;
  }
  for (const each of missing) {
    await mkdir(each).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw new Error(`${folder}: cannot be made in '${path.dirname(each)}': ${REASONS[error.code ?? ''] ?? error.message}`, { cause: error });
    });
  }
}
