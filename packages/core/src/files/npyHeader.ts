import { quotable } from '../errors/quotable.js';

/** Supported types of numbers in NumPy arrays. */
export type NpyType = 'bool' | 'int8' | 'uint8' | 'int16' | 'uint16' | 'int32' | 'uint32' | 'int64' | 'uint64' | 'float16' | 'float32' | 'float64' | 'text';

/** What a NumPy file says about its array. */
export interface NpyHeader {
  type: NpyType;
  shape: number[];
  /** Bytes of one element. */
  itemBytes: number;
  /** Stored with the first axis fastest. */
  isFortran: boolean;
  isBigEndian: boolean;
  /** For text, whether characters are bytes rather than 32-bit code points. */
  isBytes?: boolean;
  /** First byte of the data. */
  start: number;
  /** Total number of elements, at least 1. */
  count: number;
}

/** NumPy itself reads headers of up to 10 000 bytes; anything longer is not an array's header. */
const MOST_HEADER = 65536;
const MAGIC = '\x93NUMPY';

const NUMBERS: Readonly<Record<string, NpyType>> = {
  b1: 'bool', i1: 'int8', u1: 'uint8', i2: 'int16', u2: 'uint16', i4: 'int32', u4: 'uint32', i8: 'int64', u8: 'uint64', f2: 'float16', f4: 'float32', f8: 'float64',
};

/** Why an array type is not supported. */
function refusal(descr: string): string {
  if (descr.endsWith('O')) return 'it holds Python objects, which only Python reads; save it as numbers';
  if (/^[<>|=]?[cg]/.test(descr)) return `its numbers are of type '${quotable(descr)}' (complex or extended); expected one of ${Object.values(NUMBERS).join(', ')}`;
  return `its numbers are of type '${quotable(descr)}'; expected one of ${Object.values(NUMBERS).join(', ')}`;
}

function typeOf(descr: string): Pick<NpyHeader, 'type' | 'itemBytes' | 'isBigEndian' | 'isBytes'> {
  const [order, code] = /^[<>|=]/.test(descr) ? [descr[0], descr.slice(1)] : ['=', descr];
  const text = /^([US])(\d{1,9})$/.exec(code);
  if (text) return { type: 'text', itemBytes: Number(text[2]) * (text[1] === 'U' ? 4 : 1), isBigEndian: order === '>', isBytes: text[1] === 'S' };
  if (!Object.hasOwn(NUMBERS, code)) throw new Error(refusal(descr));
  return { type: NUMBERS[code], itemBytes: Number(code[1]), isBigEndian: order === '>' };
}

/** The header's Python dictionary: its three keys, as `numpy.save` writes them. */
function dictionary(text: string): { descr: string; isFortran: boolean; shape: number[] } {
  const at = (key: string) => {
    const found = text.indexOf(`'${key}'`);
    return found < 0 ? '' : text.slice(found + key.length + 2).replace(/^\s*:\s*/, '');
  };
  const [descr, fortran, shape] = [at('descr'), at('fortran_order'), at('shape')];
  if (descr.startsWith('[')) throw new Error('its elements are records of several fields (a structured array); save each field as an array of its own');
  const name = /^'([^']{1,20})'/.exec(descr)?.[1];
  const lengths = /^\(([\d\s,L]*)\)/.exec(shape)?.[1];
  const isFortran = fortran.startsWith('True');
  if (name === undefined || lengths === undefined || !(isFortran || fortran.startsWith('False'))) throw new Error(`its header is not that of a plain array: ${quotable(text)}`);
  return { descr: name, isFortran, shape: lengths.split(',').map((length) => length.trim().replace(/L$/, '')).filter(Boolean).map(Number) };
}

/**
 * The header of an NPY file, versions 1 to 3: `\x93NUMPY`, version, header length, a Python dictionary
 * (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
 *
 * @param bytes the file's first bytes, 64 KiB or all of them
 * @throws Error whose message gives the reason: not NPY, cut short, empty, or elements of an unsupported type
 */
export function parseNpyHeader(bytes: Uint8Array): NpyHeader {
  if (bytes.length < 6 || String.fromCharCode(...bytes.subarray(0, 6)) !== MAGIC) throw new Error('not a NumPy array: it does not start with \\x93NUMPY');
  if (bytes.length < 12) throw new Error(`cut short: it has ${bytes.length} bytes, too few for a header`);
  if (bytes[6] < 1 || bytes[6] > 3) throw new Error(`it is of version ${bytes[6]} of the format; expected 1, 2 or 3`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [begin, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  if (length > MOST_HEADER) throw new Error(`its header should have ${length} bytes; expected at most ${MOST_HEADER}`);
  if (begin + length > bytes.length) throw new Error(`cut short: its header should have ${length} bytes, but ${bytes.length - begin} follow`);
  const { descr, isFortran, shape } = dictionary(new TextDecoder('latin1').decode(bytes.subarray(begin, begin + length)));
  const type = typeOf(descr);
  const count = shape.reduce((product, axis) => product * axis, 1);
  if (!Number.isSafeInteger(count * Math.max(1, type.itemBytes))) throw new Error(`its shape [${shape.join(', ')}] has more elements than any file`);
  if (count === 0 || type.itemBytes === 0) throw new Error(`its shape [${shape.join(', ')}] has no elements`);
  return { ...type, shape, isFortran, start: begin + length, count };
}
