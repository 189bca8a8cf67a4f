import { textOf } from './shape.js';

/** Bytes and readers of PLY's types of numbers. */
const TYPES = {
  char: [1, 'getInt8'], uchar: [1, 'getUint8'], short: [2, 'getInt16'], ushort: [2, 'getUint16'], int: [4, 'getInt32'], uint: [4, 'getUint32'],
  float: [4, 'getFloat32'], double: [8, 'getFloat64'],
  int8: [1, 'getInt8'], uint8: [1, 'getUint8'], int16: [2, 'getInt16'], uint16: [2, 'getUint16'], int32: [4, 'getInt32'], uint32: [4, 'getUint32'],
  float32: [4, 'getFloat32'], float64: [8, 'getFloat64'],
} as const;

/** A type of numbers: its bytes, and the method of `DataView` that reads it. */
export type PlyType = (typeof TYPES)[keyof typeof TYPES];

/** One property of an element; lists have the type of their length too. */
export interface PlyProperty {
  name: string;
  type: PlyType;
  lengthType?: PlyType;
}

/** What a PLY header says. */
export interface PlyHeader {
  format: 'ascii' | 'binary_little_endian' | 'binary_big_endian';
  elements: { name: string; count: number; properties: PlyProperty[] }[];
  /** Where the data start, in bytes. */
  dataStart: number;
}

function typeNamed(name: string): PlyType {
  if (!Object.hasOwn(TYPES, name)) throw new Error(`its header has a property of type '${name}'; expected one of ${Object.keys(TYPES).join(', ')}`);
  return TYPES[name as keyof typeof TYPES];
}

function propertyOf([kind, ...words]: string[]): PlyProperty {
  return kind === 'list' ? { name: words[2], lengthType: typeNamed(words[0]), type: typeNamed(words[1]) } : { name: words[0], type: typeNamed(kind) };
}

/**
 * Reads a PLY header (Turk, "The PLY polygon file format", 1994).
 *
 * @throws Error whose message gives the reason: not PLY, a header without end, an unknown format or type
 */
export function parsePlyHeader(bytes: Uint8Array): PlyHeader {
  if (!/^ply\s/.test(textOf(bytes.subarray(0, 4)))) throw new Error("not a PLY file: it does not start with 'ply'");
  const text = textOf(bytes.subarray(0, 2 ** 20));
  const end = /(\r\n|\n|\r)end_header(\r\n|\n|\r)/.exec(text);
  if (!end) throw new Error("cut short: its header has no 'end_header'");
  const elements: PlyHeader['elements'] = [];
  let format = '';
  for (const line of text.slice(0, end.index).split(/\r\n|\n|\r/)) {
    const [keyword, ...words] = line.trim().split(/\s+/);
    if (keyword === 'format') [format] = words;
    else if (keyword === 'element') elements.push({ name: words[0], count: Number(words[1]), properties: [] });
    else if (keyword === 'property') elements.at(-1)?.properties.push(propertyOf(words));
  }
  if (format !== 'ascii' && format !== 'binary_little_endian' && format !== 'binary_big_endian') {
    throw new Error(`its format is '${format}'; expected 'ascii', 'binary_little_endian' or 'binary_big_endian'`);
  }
  return { format, elements, dataStart: end.index + end[0].length };
}
