/** Size of a block in bytes; headers and files are padded to it. */
export const TAR_BLOCK = 512;

/** What a header block says about what follows. */
export interface TarHeader {
  /** `file`; a description of the next file: `pax`, `global` or `long-name`; something that is not a file; or the archive's end. */
  type: 'file' | 'pax' | 'global' | 'long-name' | 'sparse' | 'link' | 'other' | 'end';
  name: string;
  size: number;
}

/** Text up to the first zero byte. */
const textOf = (bytes: Uint8Array): string => {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
};

/** A number: octal digits or, if the first bit is set, big-endian binary as GNU tar writes what octal digits cannot hold. */
function numberOf(bytes: Uint8Array): number {
  if (bytes[0] & 0x80) return bytes.subarray(1).reduce((value, byte) => value * 256 + byte, bytes[0] & 0x7f);
  const digits = textOf(bytes).trim();
  return digits === '' ? 0 : /^[0-7]+$/.test(digits) ? parseInt(digits, 8) : NaN;
}

/** Whether the header's checksum is right: the sum of all bytes, signed or unsigned, with those of the checksum counted as blanks. */
function sumIsRight(header: Uint8Array): boolean {
  const sum = numberOf(header.subarray(148, 156));
  let [plain, signed] = [0, 0];
  header.forEach((byte, i) => {
    const counted = i >= 148 && i < 156 ? 32 : byte;
    plain += counted;
    signed += (counted << 24) >> 24;
  });
  return sum === plain || sum === signed;
}

const TYPES: Readonly<Record<string, TarHeader['type']>> = { 0: 'file', '\0': 'file', 7: 'file', x: 'pax', g: 'global', L: 'long-name', S: 'sparse', 1: 'link', 2: 'link' };

/** Whether bytes look like the start of a tar archive. */
export const isTar = (bytes: Uint8Array): boolean => bytes.length >= TAR_BLOCK && bytes[0] !== 0 && sumIsRight(bytes.subarray(0, TAR_BLOCK));

/**
 * Reads a header of the ustar, GNU or pax format.
 *
 * @param at its position, for the message
 * @throws Error if its checksum is wrong or it gives no size
 */
export function parseTarHeader(block: Uint8Array, at: number): TarHeader {
  // Two blocks of zeros end an archive; checking one is enough, because nothing else begins with a zero.
  if (block.every((byte) => byte === 0)) return { type: 'end', name: '', size: 0 };
  if (!sumIsRight(block)) throw new Error(at === 0 ? 'not a tar archive' : `damaged: the header at byte ${at} has a wrong checksum`);
  const size = numberOf(block.subarray(124, 136));
  if (!(Number.isSafeInteger(size) && size >= 0)) throw new Error(`damaged: the header at byte ${at} gives no size`);
  const code = String.fromCharCode(block[156]);
  // GNU's own format uses the prefix field for something else.
  const prefix = new TextDecoder().decode(block.subarray(257, 263)) === 'ustar\0' ? textOf(block.subarray(345, 500)) : '';
  return { type: TYPES[code] ?? 'other', name: (prefix && `${prefix}/`) + textOf(block.subarray(0, 100)), size };
}

/** What the records of a pax header say about the next file: `LENGTH KEY=VALUE\n`, with the length in bytes including itself. */
export function paxOf(bytes: Uint8Array): { name?: string; size?: number; isSparse?: boolean } {
  const records = new Map<string, string>();
  for (let start = 0; start < bytes.length;) {
    const blank = bytes.indexOf(0x20, start);
    const length = blank < 0 ? NaN : Number(textOf(bytes.subarray(start, blank)));
    if (!(length > blank - start + 1 && start + length <= bytes.length)) break;
    const record = new TextDecoder().decode(bytes.subarray(blank + 1, start + length - 1));
    const equals = record.indexOf('=');
    if (equals > 0) records.set(record.slice(0, equals), record.slice(equals + 1));
    start += length;
  }
  const [path, size] = [records.get('path'), Number(records.get('size'))];
  return { ...(path !== undefined && { name: path }), ...(records.has('size') && Number.isSafeInteger(size) && size >= 0 && { size }), ...([...records.keys()].some((key) => key.startsWith('GNU.sparse.')) && { isSparse: true }) };
}

/** The name that a GNU header for long names holds. */
export const longNameOf = textOf;
