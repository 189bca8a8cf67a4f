import { mkdtemp, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, UsageError } from './errors.js';

/**
 * Checks, before anything is computed, that a file or folder can be written at a path, by creating something in the nearest existing folder.
 * Permissions are not enough: in `/proc` not even the superuser can create files.
 *
 * @param flag the flag that named the path, such as `--out`
 * @param isFolder whether a folder will be written: it may exist already, but not as a file
 * @throws UsageError that names the flag, the path and the obstacle
 */
export async function checkWritable(flag: string, out: string, isFolder: boolean): Promise<void> {
  const refuse = (reason: string, cause?: unknown) => new UsageError(`${flag} ${out}: ${reason}`, { cause });
  for (let at = path.resolve(out), isTarget = true; ; at = path.dirname(at), isTarget = false) {
    const found = await stat(at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw refuse(messageOf(error), error);
    });
    if (found && isTarget && found.isDirectory() !== isFolder) throw refuse(isFolder ? 'is a file; expected a folder' : 'is a folder; expected the name of a file');
    if (found && !found.isDirectory() && !isTarget) throw refuse(`${at} is a file, not a folder`);
    if (found?.isDirectory()) return probe(at, refuse);
  }
}

async function probe(folder: string, refuse: (reason: string, cause: unknown) => UsageError): Promise<void> {
  try {
    await rmdir(await mkdtemp(path.join(folder, '.inrflow-partial-')));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw refuse(code === 'EACCES' || code === 'EPERM' ? `no permission to write in ${folder}` : code === 'ENOENT' ? `nothing can be made in ${folder}` : `${folder}: ${messageOf(error).replace(/^.*?: /, '')}`, error);
  }
}
