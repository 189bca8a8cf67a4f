import { mistakenFor } from './mistaken.js';

/** What a safetensors file says about a tensor. */
export interface SafetensorsEntry {
  /** Type of the elements in the format's own words, such as `F32`. */
  dtype: string;
  shape: number[];
  /** First byte, and the one after the last, counted from the start of the data. */
  data_offsets: [from: number, to: number];
}

/** The header of a safetensors file. */
export interface SafetensorsHeader {
  entries: Record<string, SafetensorsEntry>;
  metadata: Record<string, string>;
}

/** Bytes before the data: the header's length (u64, little endian) and its JSON, padded with spaces to a multiple of 8. */
export function encodeHeader({ entries, metadata }: SafetensorsHeader): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify({ __metadata__: metadata, ...entries }));
  const bytes = new Uint8Array(8 + Math.ceil(json.length / 8) * 8).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(bytes.length - 8), true);
  bytes.set(json, 8);
  return bytes;
}

/**
 * The header of a safetensors file, and where the data start.
 *
 * @param file named in errors
 * @throws Error naming the file and what is wrong: cut short, not JSON, a tensor without a valid dtype, shape or data_offsets
 */
export function decodeHeader(bytes: Uint8Array, file: string): SafetensorsHeader & { start: number } {
  const fail = (reason: string): never => {
    throw new HeaderError(`${file}: ${reason}`);
  };
  const length = bytes.length < 8 ? 0 : Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  // A header begins with a brace. A file whose first 8 bytes happen to give a plausible length, but no brace follows, is something else.
  const mistaken = bytes[8] === 0x7b && length <= bytes.length - 8 ? undefined : mistakenFor(bytes);
  if (mistaken !== undefined) fail(mistaken);
  if (bytes.length < 8) fail(`it has ${bytes.length} bytes, too few for a header`);
  if (length > bytes.length - 8) fail(`its header should have ${length} bytes, but ${bytes.length - 8} follow: cut short, or not a safetensors file`);
  if (length > MOST_HEADER) fail(`its header has ${length} bytes; expected at most ${MOST_HEADER}`);
  let header: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length));
    const { names, depth } = scan(text);
    if (depth > MOST_DEPTH) fail(`its header's brackets lie ${depth} deep; expected at most ${MOST_DEPTH}`);
    // JSON.parse silently keeps the last of two equal keys.
    const seen = new Set<string>();
    const twice = names.find((name) => seen.size === seen.add(name).size);
    if (twice !== undefined) fail(`it has two tensors '${twice}'`);
    header = JSON.parse(text);
    if (names.includes('__proto__')) fail("it has a tensor '__proto__', a name that no tensor may have");
  } catch (error) {
    if (error instanceof HeaderError) throw error;
    fail('its header is not JSON');
  }
  if (!isObject(header)) return fail('its header is not a JSON object');
  const { __metadata__: metadata = {}, ...entries } = header;
  if (!isObject(metadata)) return fail('its metadata is not a JSON object');
  for (const [key, value] of Object.entries(metadata)) if (typeof value !== 'string') fail(`its metadata '${key}' is not text`);
  for (const [name, entry] of Object.entries(entries)) if (!isEntry(entry)) fail(`tensor '${name}' lacks a valid dtype, shape or data_offsets`);
  return { entries: entries as SafetensorsHeader['entries'], metadata: metadata as SafetensorsHeader['metadata'], start: 8 + length };
}

/** Headers of real models take a few megabytes. */
const MOST_HEADER = 100_000_000;

/** Throws an error about a header. */
class HeaderError extends Error {
  override name = 'Error';
}

/** The top-level keys of a JSON object's text, and the depth of its brackets, found in one pass. */
function scan(text: string): { names: string[]; depth: number } {
  const names: string[] = [];
  let [depth, most] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (letter === '{' || letter === '[') most = Math.max(most, ++depth);
    else if (letter === '}' || letter === ']') depth--;
    else if (letter === '"') {
      const begin = i;
      for (i++; i < text.length && text[i] !== '"'; i++) if (text[i] === '\\') i++;
      if (depth !== 1) continue;
      let next = i + 1;
      while (text[next] === ' ' || text[next] === '\n' || text[next] === '\t' || text[next] === '\r') next++;
      if (text[next] === ':') names.push(text.slice(begin + 1, i));
    }
  }
  return { names, depth: most };
}

/** Entries are objects that contain lists: nothing is deeper. */
const MOST_DEPTH = 4;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEntry(entry: unknown): entry is SafetensorsEntry {
  const natural = (n: unknown) => Number.isSafeInteger(n) && (n as number) >= 0;
  return (
    isObject(entry) && typeof entry.dtype === 'string' &&
    Array.isArray(entry.shape) && entry.shape.every(natural) &&
    Array.isArray(entry.data_offsets) && entry.data_offsets.length === 2 && entry.data_offsets.every(natural)
  );
}
