import { quotable } from '@inrflow/core';

/** Sizes and readers of PLY's numeric types. */
const TYPES = {
  char: [1, 'getInt8'], uchar: [1, 'getUint8'], short: [2, 'getInt16'], ushort: [2, 'getUint16'], int: [4, 'getInt32'], uint: [4, 'getUint32'],
  float: [4, 'getFloat32'], double: [8, 'getFloat64'],
  int8: [1, 'getInt8'], uint8: [1, 'getUint8'], int16: [2, 'getInt16'], uint16: [2, 'getUint16'], int32: [4, 'getInt32'], uint32: [4, 'getUint32'],
  float32: [4, 'getFloat32'], float64: [8, 'getFloat64'],
} as const;

/** A numeric type: its size in bytes, and the method of `DataView` that reads it. */
export type PlyType = (typeof TYPES)[keyof typeof TYPES];

/** One property of an element; a list also has the type of its length. */
export interface PlyProperty {
  name: string;
  type: PlyType;
  lengthType?: PlyType;
}

/** Contents of a PLY header. */
export interface PlyHeader {
  format: 'ascii' | 'binary_little_endian' | 'binary_big_endian';
  elements: { name: string; count: number; properties: PlyProperty[] }[];
  /** Where the data start, in bytes. */
  dataStart: number;
}

function typeNamed(name = ''): PlyType {
  if (!Object.hasOwn(TYPES, name)) throw new Error(`its header has a property of type '${name}'; expected one of ${Object.keys(TYPES).join(', ')}`);
  return TYPES[name as keyof typeof TYPES];
}

function propertyOf([kind, ...words]: string[]): PlyProperty {
  if (kind !== 'list') return { name: words[0] ?? '', type: typeNamed(kind) };
  if (words.length < 3) throw new Error(`its header has a property 'list ${words.join(' ')}'; expected the types of its length and of its numbers, and a name`);
  return { name: words[2], lengthType: typeNamed(words[0]), type: typeNamed(words[1]) };
}

/** Most bytes of a header. */
const MOST_HEADER = 2 ** 20;

/**
 * Reads a PLY header (Turk, "The PLY polygon file format", 1994).
 *
 * @throws Error whose message gives the reason: not PLY, a header without end, an unknown format or type, an invalid count
 */
export function parsePlyHeader(bytes: Uint8Array): PlyHeader {
  // A byte order mark is skipped, but offsets still count it.
  const begin = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = new TextDecoder('latin1').decode(bytes.subarray(begin, begin + MOST_HEADER));
  if (!/^ply\s/.test(text.slice(0, 4))) throw new Error("not a PLY file: it does not start with 'ply'");
  const elements: PlyHeader['elements'] = [];
  let [format, at, number] = ['', 0, 0];
  for (;;) {
    const end = nextLineEnd(text, at);
    if (end === undefined) throw new Error("cut short: its header has no 'end_header'");
    const [keyword, ...words] = text.slice(at, end.from).trim().split(/\s+/);
    number++;
    at = end.to;
    if (keyword === 'end_header') break;
    if (keyword === 'format') format = words[0] ?? '';
    else if (keyword === 'element') {
      const count = words[1] === undefined ? NaN : Number(words[1]);
      if (!Number.isSafeInteger(count) || count < 0) throw new Error(`line ${number} of its header is 'element ${quotable(words.join(' '))}'; expected a name and a whole number`);
      elements.push({ name: words[0], count, properties: [] });
    } else if (keyword === 'property') elements.at(-1)?.properties.push(propertyOf(words));
  }
  if (format !== 'ascii' && format !== 'binary_little_endian' && format !== 'binary_big_endian') {
    throw new Error(`its format is '${format}'; expected 'ascii', 'binary_little_endian' or 'binary_big_endian'`);
  }
  return { format, elements, dataStart: begin + at };
}

/** Where a line ends, and where the next begins. */
function nextLineEnd(text: string, at: number): { from: number; to: number } | undefined {
  for (let i = at; i < text.length; i++) {
    if (text[i] === '\n') return { from: i, to: i + 1 };
    if (text[i] === '\r') return { from: i, to: text[i + 1] === '\n' ? i + 2 : i + 1 };
  }
  // A file without data may end with its header.
  return text.slice(at).trim() === 'end_header' ? { from: text.length, to: text.length } : undefined;
}
