import type { FileHandle } from 'node:fs/promises';

/** Where a file's bytes lie in a tar archive. */
export interface TarEntry {
  name: string;
  offset: number;
  size: number;
}

const BLOCK = 512;

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replace(/\0[^]*$/, '');

/** A number: octal digits or, where the first bit is set, big-endian binary as GNU tar writes what octal digits cannot hold. */
function numberOf(bytes: Uint8Array): number {
  if (bytes[0] & 0x80) return bytes.subarray(1).reduce((value, byte) => value * 256 + byte, bytes[0] & 0x7f);
  const digits = textOf(bytes).trim();
  return digits === '' ? 0 : /^[0-7]+$/.test(digits) ? parseInt(digits, 8) : NaN;
}

/** True where the header's sum is right: all bytes, those of the sum itself counted as blanks, signed or not. */
function sumIsRight(header: Uint8Array): boolean {
  const sum = numberOf(header.subarray(148, 156));
  const add = (value: (byte: number) => number) => header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : value(byte)), 0);
  return sum === add((byte) => byte) || sum === add((byte) => (byte << 24) >> 24);
}

/** Records of a pax header: `LENGTH KEY=VALUE\n`, the length in bytes with itself. */
function paxRecords(bytes: Uint8Array): Map<string, string> {
  const records = new Map<string, string>();
  for (let start = 0; start < bytes.length;) {
    const length = parseInt(textOf(bytes.subarray(start, start + 20)), 10);
    if (!(length > 0 && start + length <= bytes.length)) break;
    const [, key, value] = /^\d+ ([^=]*)=([^]*)\n$/.exec(new TextDecoder().decode(bytes.subarray(start, start + length))) ?? [];
    if (key !== undefined) records.set(key, value);
    start += length;
  }
  return records;
}

/**
 * Lists the files of a tar archive (ustar, GNU or pax, with long names) by one pass over its headers; no file is read. Links, folders and
 * devices are left out; of two files of one name the later counts, as when unpacking.
 *
 * @throws Error whose message gives the place: no tar archive, damaged, or cut short
 */
export async function tarIndex(handle: FileHandle): Promise<TarEntry[]> {
  const { size: total } = await handle.stat();
  const read = async (offset: number, size: number) => {
    const bytes = new Uint8Array(size);
    const { bytesRead } = await handle.read(bytes, 0, size, offset);
    if (bytesRead < size) throw new Error(`cut short at byte ${total}`);
    return bytes;
  };
  const entries = new Map<string, TarEntry>();
  /** What headers before say of the next file. */
  let next: { name?: string; size?: number } = {};
  for (let offset = 0; offset + BLOCK <= total;) {
    const header = await read(offset, BLOCK);
    // Two blocks of zeros end an archive; one is enough, as nothing else begins with a zero.
    if (header.every((byte) => byte === 0)) break;
    if (!sumIsRight(header)) throw new Error(offset === 0 ? 'not a tar archive' : `damaged: the header at byte ${offset} has a wrong checksum`);
    const type = String.fromCharCode(header[156]);
    const described = type === 'x' || type === 'g' || type === 'L' || type === 'K';
    const size = (described ? undefined : next.size) ?? numberOf(header.subarray(124, 136));
    const start = offset + BLOCK;
    if (!(size >= 0)) throw new Error(`damaged: the header at byte ${offset} gives no size`);
    // GNU's own format keeps other things in the prefix's place.
    const prefix = new TextDecoder().decode(header.subarray(257, 263)) === 'ustar\0' ? textOf(header.subarray(345, 500)) : '';
    const name = next.name ?? (prefix && `${prefix}/`) + textOf(header.subarray(0, 100));
    if (start + size > total) throw new Error(`cut short: '${name}' takes ${size} bytes from byte ${start}, but the archive ends at ${total}`);
    if (type === 'x') {
      const records = paxRecords(await read(start, size));
      const [path, length] = [records.get('path'), records.get('size')];
      next = { ...next, ...(path !== undefined && { name: path }), ...(length !== undefined && { size: Number(length) }) };
    } else if (type === 'L') {
      next = { ...next, name: textOf(await read(start, size)) };
    } else if (!described) {
      if (type === '0' || type === '\0' || type === '7') entries.set(name, { name, offset: start, size });
      next = {};
    }
    offset = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return [...entries.values()];
}
