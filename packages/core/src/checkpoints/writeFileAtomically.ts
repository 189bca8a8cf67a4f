import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isRunning } from '../files/isRunning.js';

/** The file operations that writing needs; tests replace them to simulate failures. */
export interface FileOperations {
  open: typeof open;
  rename: typeof rename;
}

// Below the 2 GiB that one write call accepts.
const PIECE = 2 ** 28;

/**
 * Writes a file so that, whatever happens, its name refers to either the complete old bytes or the complete new ones. It writes to a temporary file in the same
 * folder, flushes it to disk, renames it and flushes the folder. On failure it removes the temporary file; one
 * left by a killed process is removed by the next write of the same file.
 *
 * @param bytes one array, or several that follow each other
 * @throws Error in one line, with the file and the reason, such as a full disk or a folder that is not there
 */
export async function writeFileAtomically(file: string, bytes: Uint8Array | readonly Uint8Array[], files: FileOperations = { open, rename }): Promise<void> {
  const folder = path.dirname(file);
  const temporary = path.join(folder, `.${path.basename(file)}.${process.pid}-${randomUUID().slice(0, 8)}.partial`);
  try {
    const handle = await files.open(temporary, 'wx');
    try {
      for (const part of bytes instanceof Uint8Array ? [bytes] : bytes) {
        for (let start = 0; start < part.length;) start += (await handle.write(part, start, Math.min(PIECE, part.length - start))).bytesWritten;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await files.rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    const size = (bytes instanceof Uint8Array ? [bytes] : bytes).reduce((sum, part) => sum + part.length, 0);
    const isThere = await stat(folder).then((found) => found.isDirectory(), () => false);
    throw new Error(reasonOf(error as NodeJS.ErrnoException, file, folder, size, isThere), { cause: error });
  }
  // Windows cannot open folders; the rename has to suffice there.
  if (process.platform !== 'win32') await flushFolder(folder);
  await removeOrphans(folder, path.basename(file));
}

function reasonOf({ code, message }: NodeJS.ErrnoException, file: string, folder: string, size: number, isThere: boolean): string {
  const reasons: Record<string, string> = {
    ENOSPC: `the disk is full; expected room for ${(size / 1e6).toFixed(1)} MB in ${folder}`,
    EDQUOT: `the disk quota is used up; expected room for ${(size / 1e6).toFixed(1)} MB in ${folder}`,
    ENOENT: isThere ? `no file can be made in ${folder}` : `the folder ${folder} is not there`,
    ENOTDIR: `${folder} is a file, not a folder`,
    EACCES: `no permission to write in ${folder}`,
    EROFS: `${folder} is read-only`,
    EISDIR: 'it is a folder',
  };
  return `${file}: not written: ${reasons[code ?? ''] ?? message}`;
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some network file systems cannot flush folders; the file itself has been flushed.
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
  } finally {
    await handle.close();
  }
}

/** Removes temporary files of this name whose process has ended. */
async function removeOrphans(folder: string, name: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    const owner = entry.startsWith(`.${name}.`) && /^(\d+)-[0-9a-f]{8}\.partial$/.exec(entry.slice(name.length + 2));
    if (owner && !isRunning(Number(owner[1]))) await rm(path.join(folder, entry), { force: true });
  }
}
