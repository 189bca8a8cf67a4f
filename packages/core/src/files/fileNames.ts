import { createHash } from 'node:crypto';

/** Maximum length of a file's name in bytes: file systems accept 255, and programs append to names. */
const MOST_BYTES = 200;
/** Digits of the hash that is appended to names that have to be changed. */
const HASH_DIGITS = 10;

/** Characters that are kept: letters and digits of any script with their marks, and `_`, `.` and `-`. A name must not begin with `.` or `-`, nor end with a dot. */
const PLAIN = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.-]*$/u;
/** Names that Windows reserves for devices, whatever follows the dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

const bytesOf = (text: string) => Buffer.byteLength(text);

/** A name as seen by a file system that folds case or normalizes Unicode. */
const folded = (name: string) => name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');

function isPlain(name: string, most: number): boolean {
  return PLAIN.test(name) && !name.endsWith('.') && !DEVICE.test(name) && bytesOf(name) <= most && name.normalize('NFC') === name;
}

/** The longest prefix of a text that fits into a number of bytes without splitting a character. */
function cut(text: string, most: number): string {
  let [kept, bytes] = ['', 0];
  for (const character of text) {
    bytes += bytesOf(character);
    if (bytes > most) break;
    kept += character;
  }
  return kept;
}

/** A unique version of a name: its readable part, `~`, and a hash of the whole name. */
function marked(name: string, most: number): string {
  const readable = name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '-').replace(/^[-.\p{M}]+/u, '');
  const hash = createHash('sha256').update(Buffer.from(name, 'utf16le')).digest('hex').slice(0, HASH_DIGITS);
  let kept = cut(readable, most - HASH_DIGITS - 1);
  while (kept.endsWith('-') || kept.endsWith('.')) kept = kept.slice(0, -1);
  return `${kept === '' || DEVICE.test(kept) ? `_${kept}` : kept}~${hash}`;
}

/**
 * File names for things that users have named, such as classes and sequences: readable, unique, and valid on Windows, macOS and Linux.
 * A name of letters, digits, `_`, `.` and `-` is kept. In any other name, forbidden characters become `-`, and `~` and a hash of the whole
 * name are appended. The same happens to names that differ only in case or in Unicode composition, which many file systems cannot distinguish.
 *
 * @param names what the files stand for, each once
 * @param room bytes that will follow each name, such as `-000.png`
 * @throws RangeError if a name occurs twice
 */
export function fileNames(names: readonly string[], room = 0): string[] {
  const most = MOST_BYTES - room;
  const counts = new Map<string, number>();
  for (const name of names) counts.set(folded(name), (counts.get(folded(name)) ?? 0) + 1);
  const files = names.map((name) => (isPlain(name, most) && counts.get(folded(name)) === 1 ? name : marked(name, most)));
  const seen = new Set<string>();
  for (const [i, file] of files.entries()) {
    if (seen.has(folded(file))) throw new RangeError(`two files would be named '${names[i]}'; expected each name once`);
    seen.add(folded(file));
  }
  return files;
}

/** Every file name that {@link fileNames} can produce for a name, whatever the others are: the name itself if it is plain, and the one with a hash. */
export function possibleFileNames(name: string, room = 0): string[] {
  const most = MOST_BYTES - room;
  return [...(isPlain(name, most) ? [name] : []), marked(name, most)];
}
