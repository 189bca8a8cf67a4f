import type { FileHandle } from 'node:fs/promises';
import { archivedName } from './archivedName.js';
import { longNameOf, parseTarHeader, paxOf, TAR_BLOCK } from './tarHeader.js';

/** The position of a file's bytes in a tar archive. */
export interface TarEntry {
  name: string;
  /** Position of its first byte. */
  offset: number;
  /** In bytes. */
  size: number;
}

/** Maximum size in bytes of a file's description, such as a long name. */
const MOST_DESCRIPTION = 2 ** 20;

/** The source of a tar archive: bytes in order, which can be read or skipped. */
export interface TarInput {
  /** The next bytes; fewer if the input ends. */
  read(length: number): Promise<Uint8Array>;
  /** Skips bytes; returns how many there were. */
  skip(length: number): Promise<number>;
  /** Called for the next file, whose bytes follow: stores it and returns its position, or skips it. */
  keep(name: string, size: number): Promise<number | undefined>;
}

/** The result of walking through an archive. */
export interface TarIndex {
  entries: TarEntry[];
  /** Notes about files that were left out, a sentence each. */
  notes: string[];
}

/**
 * Walks through a tar archive (ustar, GNU or pax, with long names). Links, folders and devices are left out; of two files with the same name the later
 * one counts, as when unpacking.
 *
 * @throws Error whose message gives the place: not a tar archive, damaged, or cut short
 */
export async function walkTar(input: TarInput): Promise<TarIndex> {
  const entries = new Map<string, TarEntry>();
  let [at, links, outside, sparse] = [0, 0, 0, 0];
  /** What previous headers say about the next file. */
  let next: { name?: string; size?: number; isSparse?: boolean } = {};
  for (;;) {
    const block = await input.read(TAR_BLOCK);
    // Some programs omit the end marker.
    if (block.length === 0) break;
    if (block.length < TAR_BLOCK) throw new Error(at === 0 ? 'not a tar archive' : `cut short at byte ${at + block.length}`);
    const header = parseTarHeader(block, at);
    if (header.type === 'end') break;
    const describes = header.type === 'pax' || header.type === 'global' || header.type === 'long-name';
    const size = (describes ? undefined : next.size) ?? header.size;
    const name = next.name ?? header.name;
    const cutShort = (end: number) => new Error(`cut short: '${name}' takes ${size} bytes from byte ${at + TAR_BLOCK}, but the archive ends at ${end}`);
    const padding = (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK;
    const pass = async (length: number, before = 0) => {
      const passed = await input.skip(length);
      // The padding of the last file may be missing.
      if (before + passed < size) throw cutShort(at + TAR_BLOCK + before + passed);
    };
    if (describes && size <= MOST_DESCRIPTION) {
      const bytes = await input.read(size);
      if (bytes.length < size) throw cutShort(at + TAR_BLOCK + bytes.length);
      if (header.type === 'pax') next = { ...next, ...paxOf(bytes) };
      else if (header.type === 'long-name') next = { ...next, name: longNameOf(bytes) };
      await pass(padding, size);
    } else if (describes) throw new Error(`damaged: the header at byte ${at} describes a file by ${size} bytes; expected at most ${MOST_DESCRIPTION}`);
    else {
      const path = archivedName(name);
      const isFile = header.type === 'file' && !name.endsWith('/') && !next.isSparse;
      if (header.type === 'link') links++;
      if (header.type === 'sparse' || next.isSparse) sparse++;
      if (isFile && path === undefined) outside++;
      const offset = isFile && path !== undefined ? await input.keep(path, size) : undefined;
      if (offset !== undefined) {
        entries.set(path!, { name: path!, offset, size });
        await pass(padding, size);
      } else await pass(size + padding);
      next = {};
    }
    at += TAR_BLOCK + size + padding;
  }
  const count = (n: number, what: string) => `${n} ${n === 1 ? what : `${what}s`}`;
  return {
    entries: [...entries.values()],
    notes: [
      ...(links > 0 ? [`${count(links, 'link')} inside the archive ${links === 1 ? 'was' : 'were'} left out`] : []), ...(sparse > 0 ? [`${count(sparse, 'sparse file')} inside the archive ${sparse === 1 ? 'was' : 'were'} left out`] : []),
      ...(outside > 0 ? [`${count(outside, 'file')} whose path leads out of the archive ${outside === 1 ? 'was' : 'were'} left out`] : []),
    ],
  };
}

/** Lists the files of a tar archive by one pass over its headers; no file is read. @throws Error as {@link walkTar} does */
export async function tarIndex(handle: FileHandle): Promise<TarIndex> {
  const { size: total } = await handle.stat();
  let at = 0;
  return walkTar({
    async read(length) {
      const bytes = new Uint8Array(Math.min(length, Math.max(0, total - at)));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, at);
      at += bytesRead;
      return bytes.subarray(0, bytesRead);
    },
    async skip(length) {
      const passed = Math.min(length, Math.max(0, total - at));
      at += passed;
      return passed;
    },
    async keep(name, size) {
      const offset = at;
      if (at + size > total) throw new Error(`cut short: '${name}' takes ${size} bytes from byte ${at}, but the archive ends at ${total}`);
      at += size;
      return offset;
    },
  });
}
