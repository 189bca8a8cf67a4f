import { inflateLzf, MOST_LZF_GROWTH } from './lzf.js';
import { linesOf, measured, shown, textOf, wordsOf } from './shape.js';

interface Field {
  name: string;
  /** Bytes of a number. */
  size: number;
  type: string;
  /** Numbers per point. */
  count: number;
  /** Place of the field: its column in text, its byte offset in a row of binary data. */
  column: number;
  offset: number;
}

interface Header {
  data: string;
  points: number;
  /** Bytes per point. */
  rowSize: number;
  axes: Field[];
}

/** Reads a whole number from a header's line. @throws Error naming the line */
function whole(words: ReadonlyMap<string, string[]>, keyword: string, i = 0): number {
  const word = words.get(keyword)?.[i];
  const value = Number(word);
  if (word === undefined || !Number.isSafeInteger(value) || value < 0) throw new Error(`its header's line ${keyword} has ${word === undefined ? 'nothing' : shown(word)} at place ${i + 1}; expected a whole number`);
  return value;
}

function parseHeader(words: ReadonlyMap<string, string[]>): Header {
  const names = words.get('FIELDS') ?? words.get('COLUMNS') ?? [];
  const fields = new Map<string, Field>();
  let [column, offset] = [0, 0];
  names.forEach((name, i) => {
    const size = words.has('SIZE') ? whole(words, 'SIZE', i) : 4;
    const count = words.has('COUNT') ? whole(words, 'COUNT', i) : 1;
    fields.set(name.toLowerCase(), { name, size, type: words.get('TYPE')?.[i] ?? 'F', count, column, offset });
    column += count;
    offset += size * count;
  });
  const axes = ['x', 'y', 'z'].map((axis) => fields.get(axis));
  if (axes.includes(undefined)) throw new Error(`its fields are ${names.join(', ').slice(0, 100)}; expected x, y and z among them`);
  const empty = axes.find((axis) => axis!.count < 1);
  if (empty) throw new Error(`its field '${empty.name}' has the COUNT ${empty.count}; expected 1`);
  const points = words.has('POINTS') ? whole(words, 'POINTS') : words.has('WIDTH') ? whole(words, 'WIDTH') * (words.has('HEIGHT') ? whole(words, 'HEIGHT') : 1) : NaN;
  if (!Number.isSafeInteger(points)) throw new Error('its header has no number of points');
  return { data: words.get('DATA')![0].toLowerCase(), points, rowSize: offset, axes: axes as Field[] };
}

/** The header's lines by their first word, and where the data begin. */
function headerLines(bytes: Uint8Array): { words: Map<string, string[]>; start: number } {
  const words = new Map<string, string[]>();
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, MOST_HEADER));
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    const [keyword = '', ...rest] = wordsOf(text.slice(at, end < 0 ? undefined : end));
    at = end < 0 ? text.length : end + 1;
    if (keyword === '' || keyword.startsWith('#')) continue;
    words.set(keyword.toUpperCase(), rest);
    if (keyword.toUpperCase() === 'DATA' && DATA.includes(rest[0]?.toLowerCase())) return { words, start: at };
  }
  throw new Error("not a PCD file: its header has no line 'DATA ascii', 'DATA binary' or 'DATA binary_compressed'");
}

const DATA = ['ascii', 'binary', 'binary_compressed'];
/** Most bytes of a header. */
const MOST_HEADER = 65536;

const READERS: Readonly<Record<string, (view: DataView, at: number) => number>> = {
  F4: (view, at) => view.getFloat32(at, true), F8: (view, at) => view.getFloat64(at, true), I1: (view, at) => view.getInt8(at), I2: (view, at) => view.getInt16(at, true),
  I4: (view, at) => view.getInt32(at, true), U1: (view, at) => view.getUint8(at), U2: (view, at) => view.getUint16(at, true), U4: (view, at) => view.getUint32(at, true),
};

function readText(text: string, { points, axes }: Header): Float64Array {
  const lines = linesOf(text).filter((line) => line.trim() !== '');
  if (lines.length < points) throw new Error(`cut short: its header has ${points} points, but ${lines.length} follow`);
  const positions = new Float64Array(3 * points);
  for (let i = 0; i < points; i++) {
    const words = wordsOf(lines[i]);
    axes.forEach(({ column }, k) => {
      const word = words[column] ?? '';
      const value = word === '' ? undefined : Number(word);
      if (value === undefined || (Number.isNaN(value) && !/^[+-]?nan/i.test(word))) throw new Error(`point ${i} is ${shown(lines[i])}; expected a number in column ${column + 1}`);
      positions[3 * i + k] = value;
    });
  }
  return positions;
}

/** Reads binary data: point after point, or field after field if they were compressed. */
function readBinary(bytes: Uint8Array, { points, rowSize, axes }: Header, byField: boolean): Float64Array {
  if (bytes.length < points * rowSize) throw new Error(`cut short: its ${points} points take ${points * rowSize} bytes, but ${bytes.length} follow`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const positions = new Float64Array(3 * points);
  axes.forEach(({ name, type, size, count, offset }, k) => {
    const read = READERS[`${type}${size}`.toUpperCase()];
    if (!read) throw new Error(`its field '${name}' is of type ${type.slice(0, 10)} with ${size} bytes; expected one of ${Object.keys(READERS).join(', ')}`);
    for (let i = 0; i < points; i++) positions[3 * i + k] = read(view, byField ? points * offset + size * count * i : rowSize * i + offset);
  });
  return positions;
}

function inflate(bytes: Uint8Array, { points, rowSize }: Header): Uint8Array {
  const [compressed, plain] = bytes.length < 8 ? [0, 0] : [0, 4].map((at) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true));
  if (bytes.length < 8 + compressed) throw new Error(`cut short: its compressed data take ${compressed} bytes, but ${Math.max(0, bytes.length - 8)} follow`);
  if (plain !== points * rowSize) throw new Error(`its compressed data unpack to ${plain} bytes, but its ${points} points take ${points * rowSize}`);
  if (plain > MOST_LZF_GROWTH * compressed) throw new Error(`damaged: ${compressed} compressed bytes cannot unpack to ${plain}`);
  return inflateLzf(bytes.subarray(8, 8 + compressed), plain);
}

/**
 * Reads the positions of a PCD file (Point Cloud Library), as text, binary or compressed. Points at NaN, which the format uses for
 * missing measurements, are left out.
 *
 * @returns `[points, 3]`
 * @throws Error whose message gives the reason: not PCD, no fields x, y and z, or cut short
 */
export function parsePcd(bytes: Uint8Array): Float64Array {
  const { words, start } = headerLines(bytes);
  const header = parseHeader(words);
  const rest = bytes.subarray(start);
  return measured(header.data === 'ascii' ? readText(textOf(rest), header) : header.data === 'binary' ? readBinary(rest, header, false) : readBinary(inflate(rest, header), header, true));
}
