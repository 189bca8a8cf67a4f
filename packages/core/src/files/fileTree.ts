import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { spacedIndices } from '../modality/spacedIndices.js';
import { isFolder } from './isFolder.js';
import { checkFileSize, DEFAULT_MAX_FILE_BYTES } from './limits.js';
import { listFolder } from './listFolder.js';
import { tarIndex, type TarIndex } from './tar.js';
import { isTar, TAR_BLOCK } from './tarHeader.js';
import { unpackTarGz } from './tarGz.js';
import { byCodePoint, isHidden } from './tree.js';
import { openZip } from './zip.js';

/** A tree of files: a folder, a zip or tar archive (also gzipped), or a single file. */
export interface FileTree {
  /** What messages call it: `folder 'pictures'`. */
  where: string;
  kind: 'folder' | 'zip' | 'tar' | 'file';
  /** Paths of its files with forward slashes, sorted by code point, without hidden files. */
  names: readonly string[];
  /** Notes about files that were left out, a sentence each. */
  notes: readonly string[];
  /** A file's place as messages name it. */
  locate(name: string): string;
  /** Size of a file in bytes, and when it or its archive was last changed (milliseconds since 1970); zeros if unknown. */
  look(name: string): Promise<{ bytes: number; changed: number }>;
  /**
   * A file's bytes.
   *
   * @throws Error whose message gives the reason, such as its size
   */
  read(name: string): Promise<Uint8Array>;
  /** The first bytes of a file; for archives, all of them. */
  head(name: string, length: number): Promise<Uint8Array>;
  /** Closes the archive's file; always settles. */
  close(): Promise<void>;
}

/** Options for reading a tree. */
export interface FileTreeOptions {
  /** Largest file that is read or unpacked, in bytes; 256 MiB by default. */
  maxFileBytes?: number;
}

/** The operating system's error codes in words. */
const SYSTEM = new Map([['ENOENT', 'it is not there, or a link that leads nowhere'], ['EACCES', 'no permission'], ['EPERM', 'no permission'], ['EISDIR', 'it is a folder'], ['ELOOP', 'its links lead in a circle']]);

const inWords = (error: NodeJS.ErrnoException): Error => (SYSTEM.has(error.code ?? '') ? new Error(SYSTEM.get(error.code!), { cause: error }) : error);

async function firstBytes(file: string | Buffer, length: number): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await handle.read(bytes, 0, length, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The first unpacked bytes of a gzipped file; fewer if it is damaged. */
async function firstUnpacked(file: string, length: number): Promise<Uint8Array> {
  const packed = createReadStream(file, { end: 65535 });
  const stream = packed.pipe(createGunzip());
  let bytes = Buffer.alloc(0);
  try {
    for await (const part of stream) {
      bytes = Buffer.concat([bytes, part as Buffer]);
      if (bytes.length >= length) break;
    }
  } catch {
    // Use what there is; reading the whole file reports the damage.
  }
  packed.destroy();
  stream.destroy();
  return bytes.subarray(0, length);
}

async function folderTree(root: string, maxFileBytes: number): Promise<FileTree> {
  const { files, notes } = await listFolder(root);
  const paths = new Map(files.map(({ name, path: at }) => [name, at]));
  const look = (name: string) => stat(paths.get(name)!).then(({ size, mtimeMs }) => ({ bytes: size, changed: Math.floor(mtimeMs) }));
  return {
    where: `folder '${root}'`, kind: 'folder', names: files.map(({ name }) => name), notes,
    locate: (name) => path.join(root, name),
    // A link that leads nowhere is kept, so that reading it says what is wrong.
    look: (name) => look(name).catch(() => ({ bytes: 0, changed: 0 })),
    async read(name) {
      try {
        checkFileSize((await look(name)).bytes, maxFileBytes);
        return await readFile(paths.get(name)!);
      } catch (error) {
        throw inWords(error as NodeJS.ErrnoException);
      }
    },
    head: (name, length) => firstBytes(paths.get(name)!, length).catch((error) => Promise.reject(inWords(error))),
    close: async () => {},
  };
}

async function fileAlone(file: string, maxFileBytes: number): Promise<FileTree> {
  return {
    where: `file '${file}'`, kind: 'file', names: [path.basename(file)], notes: [],
    locate: () => file,
    look: () => stat(file).then(({ size, mtimeMs }) => ({ bytes: size, changed: Math.floor(mtimeMs) })),
    async read() {
      checkFileSize((await stat(file)).size, maxFileBytes);
      return readFile(file);
    },
    head: (_, length) => firstBytes(file, length),
    close: async () => {},
  };
}

async function zipTree(file: string, changed: number, maxFileBytes: number): Promise<FileTree> {
  const zip = await openZip(file, { maxFileBytes });
  return {
    where: `zip archive '${file}'`, kind: 'zip', names: zip.names.filter((name) => !isHidden(name)).sort(byCodePoint), notes: zip.notes,
    locate: (name) => `${file}:${name}`,
    look: async (name) => ({ bytes: zip.size(name), changed }),
    read: (name) => zip.read(name),
    head: async (name, length) => (await zip.read(name)).subarray(0, length),
    close: zip.close,
  };
}

function tarTree(file: string, { entries, notes }: TarIndex, handle: FileHandle, close: () => Promise<void>, changed: number, maxFileBytes: number): FileTree {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const bytesOf = async (name: string, length: number) => {
    const { offset } = byName.get(name)!;
    const bytes = new Uint8Array(length);
    const { bytesRead } = await handle.read(bytes, 0, length, offset);
    if (bytesRead < length) throw new Error('the archive is cut short');
    return bytes;
  };
  let closed: Promise<void> | undefined;
  return {
    where: `tar archive '${file}'`, kind: 'tar', names: entries.map(({ name }) => name).filter((name) => !isHidden(name)).sort(byCodePoint), notes,
    locate: (name) => `${file}:${name}`,
    look: async (name) => ({ bytes: byName.get(name)?.size ?? 0, changed }),
    async read(name) {
      const { size } = byName.get(name)!;
      checkFileSize(size, maxFileBytes);
      return bytesOf(name, size);
    },
    head: (name, length) => bytesOf(name, Math.min(length, byName.get(name)!.size)),
    close: () => (closed ??= close()),
  };
}

/** Unsupported compression formats, by their first bytes. */
const OTHER_ARCHIVES: readonly (readonly [bytes: readonly number[], name: string])[] = [
  [[0x42, 0x5a, 0x68], 'bzip2'], [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'xz'], [[0x28, 0xb5, 0x2f, 0xfd], 'Zstandard'], [[0x37, 0x7a, 0xbc, 0xaf], '7-Zip'], [[0x52, 0x61, 0x72, 0x21], 'RAR'],
];

/** The format of a file, by its first bytes. @throws Error if it is an unsupported archive */
async function archiveKind(file: string): Promise<'zip' | 'tar' | 'tar.gz' | 'file'> {
  const start = await firstBytes(file, TAR_BLOCK);
  if (start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5)) return 'zip';
  if (start[0] === 0x1f && start[1] === 0x8b) return isTar(await firstUnpacked(file, TAR_BLOCK)) || /\.(?:tar\.gz|tgz)$/i.test(file) ? 'tar.gz' : 'file';
  const other = OTHER_ARCHIVES.find(([bytes]) => bytes.every((byte, i) => start[i] === byte));
  if (other) throw new Error(`'${file}' is packed by ${other[1]}, which is not read: unpack it and give the folder, or pack it as .zip or .tar.gz`);
  if (isTar(start)) return 'tar';
  // A file named like an archive is treated as one, so that the error says what is wrong with it; self-extracting archives begin differently.
  if (/\.zip$/i.test(file)) return 'zip';
  return /\.tar$/i.test(file) ? 'tar' : /\.(?:tar\.gz|tgz)$/i.test(file) ? 'tar.gz' : 'file';
}

/**
 * Opens a tree of files; its contents decide the format, not its name. Only a gzipped tar archive is unpacked, into a temporary file.
 *
 * @throws Error that names the path if nothing is there (with the nearest name), it is neither a file nor a folder, or is a damaged or unsupported archive
 */
export async function openFileTree(file: string, { maxFileBytes = DEFAULT_MAX_FILE_BYTES }: FileTreeOptions = {}): Promise<FileTree> {
  if (await isFolder(file)) return folderTree(file, maxFileBytes);
  const changed = Math.floor((await stat(file)).mtimeMs);
  const kind = await archiveKind(file);
  if (kind === 'file') return fileAlone(file, maxFileBytes);
  if (kind === 'zip') return zipTree(file, changed, maxFileBytes);
  const named = (error: Error): never => {
    throw new Error(`cannot read tar archive '${file}': ${error.message}`, { cause: error });
  };
  if (kind === 'tar.gz') {
    const { handle, close, ...index } = await unpackTarGz(file, maxFileBytes).catch(named);
    return tarTree(file, index, handle, close, changed, maxFileBytes);
  }
  const handle = await open(file);
  try {
    return tarTree(file, await tarIndex(handle).catch(named), handle, () => handle.close(), changed, maxFileBytes);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Number of files whose contents enter a fingerprint. */
const SAMPLED = 16;
/** Number of files whose sizes are requested at a time. */
const AT_ONCE = 256;

/**
 * A fingerprint of some files of a tree: a hash of all names and sizes, and of the contents of a few, evenly spaced. It depends neither on where the tree
 * is nor on when it was changed.
 *
 * @param names the files, as in {@link FileTree.names}
 * @param shown their names without a folder that wraps all of them; `names` by default
 */
export async function fingerprintOf(tree: FileTree, names: readonly string[], shown: (name: string) => string = (name) => name): Promise<string> {
  const hash = createHash('sha256');
  for (let start = 0; start < names.length; start += AT_ONCE) {
    const group = names.slice(start, start + AT_ONCE);
    const sizes = await Promise.all(group.map((name) => tree.look(name)));
    group.forEach((name, i) => hash.update(`${shown(name)}\0${sizes[i].bytes}\n`));
  }
  for (const index of spacedIndices(names.length, SAMPLED)) hash.update(await tree.read(names[index]).catch(() => new Uint8Array(0)));
  return hash.digest('hex').slice(0, 32);
}
