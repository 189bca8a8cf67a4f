import { createHash } from 'node:crypto';

/** Most bytes of a file's name: file systems take 255, and programs add to names. */
const MOST_BYTES = 200;
/** Digits of the hash that a name gets which cannot stay as it is. */
const HASH_DIGITS = 10;

/** What stays as it is: letters and digits of any script with their marks, and `_`, `.` and `-`, of which the last two do not begin a name, nor a dot end it. */
const PLAIN = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.-]*$/u;
/** Names that Windows keeps for devices, whatever follows a dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

const bytesOf = (text: string) => Buffer.byteLength(text);

/** What is the same name to a file system that folds case or normalizes Unicode. */
const folded = (name: string) => name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');

function isPlain(name: string, most: number): boolean {
  return PLAIN.test(name) && !name.endsWith('.') && !DEVICE.test(name) && bytesOf(name) <= most && name.normalize('NFC') === name;
}

/** The longest beginning of a text that fits into the given bytes; characters stay whole. */
function cut(text: string, most: number): string {
  let [kept, bytes] = ['', 0];
  for (const character of text) {
    bytes += bytesOf(character);
    if (bytes > most) break;
    kept += character;
  }
  return kept;
}

/** A name with what makes it unlike all others: what can be read of it, `~` and a hash of the whole. */
function marked(name: string, most: number): string {
  const readable = name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '-').replace(/^[-.\p{M}]+/u, '');
  const hash = createHash('sha256').update(Buffer.from(name, 'utf16le')).digest('hex').slice(0, HASH_DIGITS);
  let kept = cut(readable, most - HASH_DIGITS - 1);
  while (kept.endsWith('-') || kept.endsWith('.')) kept = kept.slice(0, -1);
  return `${kept === '' || DEVICE.test(kept) ? `_${kept}` : kept}~${hash}`;
}

/**
 * Names of files for things that users named, such as classes and sequences: readable, each unlike the others, and valid on Windows, macOS and Linux.
 * A name of letters, digits, `_`, `.` and `-` stays as it is. Any other has what cannot stay replaced by `-`, and ends in `~` and a hash of the whole
 * name; so do names that only differ in case or in how their letters are composed, which many file systems do not tell apart.
 *
 * @param names what the files stand for, each once
 * @param room bytes that will follow each name, such as `-000.png`
 * @throws RangeError if a name stands twice
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

/** Every name that {@link fileNames} may give to one, whatever the others are called: itself if it is plain, and the marked one. */
export function possibleFileNames(name: string, room = 0): string[] {
  const most = MOST_BYTES - room;
  return [...(isPlain(name, most) ? [name] : []), marked(name, most)];
}
