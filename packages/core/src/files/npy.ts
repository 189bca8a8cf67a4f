import { float32FromFloat16 } from '../checkpoints/float16.js';

/** Numbers of a NumPy array. */
export type NpyData = Uint8Array | Int8Array | Uint16Array | Int16Array | Int32Array | Uint32Array | Float32Array | Float64Array | BigInt64Array | BigUint64Array;

/** A NumPy array in row-major order. */
export interface NpyArray {
  shape: number[];
  data: NpyData;
}

/** Half-precision floats, which JavaScript has no array of: they are read as 32-bit ones. */
const FLOAT16 = '<f2';

const TYPES = {
  '|u1': Uint8Array, '|b1': Uint8Array, '|i1': Int8Array, '<u2': Uint16Array, '<i2': Int16Array, '<i4': Int32Array, '<u4': Uint32Array,
  '<f4': Float32Array, '<f8': Float64Array, '<i8': BigInt64Array, '<u8': BigUint64Array,
} as const;

/** The header's Python dictionary: its three keys, as `numpy.save` writes them. */
function parseHeader(text: string): { descr: string; fortran: boolean; shape: number[] } {
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1];
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(text)?.[1];
  if (descr === undefined || fortran === undefined || shape === undefined) throw new Error(`its header is not that of a plain array: ${text.trim().slice(0, 80)}`);
  return { descr, fortran: fortran === 'True', shape: shape.split(',').map((length) => length.trim()).filter(Boolean).map((length) => parseInt(length, 10)) };
}

/**
 * Reads the NPY format, versions 1 to 3: `\x93NUMPY`, version, header length, a Python dictionary, the data
 * (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
 *
 * @throws Error whose message gives the reason: not NPY, cut short, column-major, or numbers of a kind that is not read
 */
export function parseNpy(bytes: Uint8Array): NpyArray {
  if (bytes.length < 12 || String.fromCharCode(...bytes.subarray(0, 6)) !== '\x93NUMPY') throw new Error('not a NumPy array: it does not start with \\x93NUMPY');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [headerStart, headerLength] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const { descr, fortran, shape } = parseHeader(new TextDecoder().decode(bytes.subarray(headerStart, headerStart + headerLength)));
  if (fortran) throw new Error("it is stored column by column (fortran_order); save it with numpy.ascontiguousarray");
  if (descr !== FLOAT16 && !Object.hasOwn(TYPES, descr)) throw new Error(`its numbers are of type '${descr}'; expected one of ${[...Object.keys(TYPES), FLOAT16].join(', ')}`);
  const Type = descr === FLOAT16 ? Uint16Array : TYPES[descr as keyof typeof TYPES];
  const count = shape.reduce((product, length) => product * length, 1);
  const start = headerStart + headerLength;
  if (bytes.length - start < count * Type.BYTES_PER_ELEMENT) {
    throw new Error(`cut short: its shape [${shape.join(', ')}] takes ${count * Type.BYTES_PER_ELEMENT} bytes, but ${bytes.length - start} follow`);
  }
  // Copied where the data do not lie on a multiple of their size, which typed arrays need.
  const aligned = (bytes.byteOffset + start) % Type.BYTES_PER_ELEMENT === 0;
  const data = aligned
    ? new Type(bytes.buffer as ArrayBuffer, bytes.byteOffset + start, count)
    : new Type(bytes.slice(start, start + count * Type.BYTES_PER_ELEMENT).buffer, 0, count);
  return { shape, data: descr === FLOAT16 ? float32FromFloat16(data as Uint16Array) : data };
}

/**
 * Bytes of an NPY file, version 1.0, of 32-bit floats in row-major order.
 *
 * @throws RangeError where the numbers do not fill the shape
 */
export function encodeNpy(shape: readonly number[], data: Float32Array): Uint8Array {
  const count = shape.reduce((product, length) => product * length, 1);
  if (count !== data.length) throw new RangeError(`an array of shape [${shape.join(', ')}] takes ${count} numbers, not ${data.length}`);
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  // The data start on a multiple of 64 bytes, as NumPy aligns them.
  const start = Math.ceil((10 + text.length + 1) / 64) * 64;
  const bytes = new Uint8Array(start + 4 * count);
  bytes.set(new TextEncoder().encode(`?NUMPY\x01\0??${text.padEnd(start - 11)}\n`));
  bytes[0] = 0x93;
  const view = new DataView(bytes.buffer);
  view.setUint16(8, start - 10, true);
  data.forEach((value, i) => view.setFloat32(start + 4 * i, value, true));
  return bytes;
}
