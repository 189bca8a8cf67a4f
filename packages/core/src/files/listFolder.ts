import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { byCodePoint, isHidden } from './tree.js';

/** A file below a folder. */
export interface ListedFile {
  /** Path relative to the folder, with forward slashes. Bytes that are not UTF-8 are written `\xE9`. */
  name: string;
  /** What the operating system calls it. */
  path: Buffer;
}

/** What lies below a folder. */
export interface Listing {
  /** In the order of code points. */
  files: ListedFile[];
  /** Notes about files that were left out, a sentence each. */
  notes: string[];
}

const SLASH = Buffer.from('/');
/** Real data are never deeper. */
const MOST_DEPTH = 100;
/** Maximum number of folders; a folder counts once for each link to it. */
const MOST_FOLDERS = 1_000_000;

/** The text of a name's bytes; bytes that are not UTF-8 are written in hexadecimal, so that different names stay different. */
export function textOfName(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return [...bytes].map((byte) => (byte >= 0x20 && byte < 0x7f && byte !== 0x5c ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`)).join('');
  }
}

/**
 * Lists the files below a folder. Links are followed, even several to one folder, except a link to a folder that contains it. A dangling link
 * counts as a file, so that reading it reports the problem. Hidden files and entries that are not files (sockets, pipes, devices) are left out; folders without read permission are reported.
 *
 * @throws Error if the folder itself cannot be read, or has more than a million folders
 */
export async function listFolder(root: string): Promise<Listing> {
  const files: ListedFile[] = [];
  const closed: string[] = [];
  let [strange, folders] = [0, 0];
  async function walk(folder: Buffer, prefix: string, above: readonly string[]): Promise<void> {
    const real = await realpath(folder);
    if (above.includes(real) || above.length > MOST_DEPTH) return;
    if (++folders > MOST_FOLDERS) throw new Error(`'${root}' has more than ${MOST_FOLDERS} folders, counted as often as links lead to them`);
    const items = (await readdir(folder, { withFileTypes: true, encoding: 'buffer' })) as unknown as Dirent<Buffer>[];
    for (const item of items) {
      const text = textOfName(item.name);
      if (isHidden(text)) continue;
      const [name, path] = [prefix + text, Buffer.concat([folder, SLASH, item.name])];
      const found = item.isSymbolicLink() ? await stat(path).catch(() => undefined) : item;
      if (found?.isDirectory()) {
        await walk(path, `${name}/`, [...above, real]).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error;
          closed.push(name);
        });
      } else if (found && !found.isFile()) strange++;
      else files.push({ name, path });
    }
  }
  await walk(Buffer.from(root), '', []);
  return {
    files: files.sort((a, b) => byCodePoint(a.name, b.name)),
    notes: [
      ...(closed.length > 0 ? [`${closed.length === 1 ? 'the folder' : `${closed.length} folders, such as`} '${closed[0]}' may not be read, and ${closed.length === 1 ? 'was' : 'were'} left out`] : []),
      ...(strange > 0 ? [`${strange} ${strange === 1 ? 'entry that is not a file (a pipe, a socket or a device) was' : 'entries that are not files (pipes, sockets or devices) were'} left out`] : []),
    ],
  };
}
