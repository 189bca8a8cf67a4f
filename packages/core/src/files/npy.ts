import { float32FromFloat16 } from '../checkpoints/float16.js';
import { parseNpyHeader, type NpyHeader, type NpyType } from './npyHeader.js';

/** Numbers of a NumPy array. */
export type NpyData = Uint8Array | Int8Array | Uint16Array | Int16Array | Int32Array | Uint32Array | Float32Array | Float64Array | BigInt64Array | BigUint64Array;

/** A NumPy array in row-major order, whatever order it was stored in. */
export interface NpyArray {
  shape: number[];
  data: NpyData;
  /** What its elements are. Those of `bool` are 0 and 1, and 16-bit floats are widened. */
  type: Exclude<NpyType, 'text'>;
}

/** A NumPy array of text. */
export interface NpyText {
  shape: number[];
  /** The elements in row-major order. */
  text: string[];
}

const ARRAYS = {
  bool: Uint8Array, uint8: Uint8Array, int8: Int8Array, uint16: Uint16Array, int16: Int16Array, uint32: Uint32Array, int32: Int32Array, uint64: BigUint64Array, int64: BigInt64Array,
  float16: Uint16Array, float32: Float32Array, float64: Float64Array,
} as const;

/** Bytes in little-endian order, aligned for typed arrays; copied if they are not so already. */
function nativeBytes(bytes: Uint8Array, itemBytes: number, isBigEndian: boolean): Uint8Array {
  const swaps = isBigEndian && itemBytes > 1;
  if (!swaps && bytes.byteOffset % itemBytes === 0) return bytes;
  const copy = bytes.slice();
  if (swaps) for (let at = 0; at < copy.length; at += itemBytes) copy.subarray(at, at + itemBytes).reverse();
  return copy;
}

/** Converts column-major elements to row-major order. */
function toRowMajor<Data extends NpyData>(data: Data, shape: readonly number[]): Data {
  const moved = data.slice() as Data;
  const index = new Array<number>(shape.length).fill(0);
  // Stride of each axis in the stored order.
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, length) => product * length, 1));
  let from = 0;
  for (let to = 0; to < data.length; to++) {
    moved[to] = data[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++index[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return moved;
}

/** Decodes the bytes of some elements to numbers. */
export function npyNumbers(bytes: Uint8Array, { type, itemBytes, isBigEndian }: Pick<NpyHeader, 'type' | 'itemBytes' | 'isBigEndian'>): NpyData {
  if (type === 'text') throw new Error('it holds text; expected numbers');
  const native = nativeBytes(bytes, itemBytes, isBigEndian);
  const Type = ARRAYS[type];
  const data = new Type(native.buffer as ArrayBuffer, native.byteOffset, native.byteLength / itemBytes);
  return type === 'float16' ? float32FromFloat16(data as Uint16Array) : data;
}

function textOf(bytes: Uint8Array, { itemBytes, isBytes, isBigEndian }: NpyHeader): string {
  let text = '';
  if (isBytes) text = new TextDecoder().decode(bytes.subarray(0, itemBytes));
  else {
    const view = new DataView(bytes.buffer, bytes.byteOffset, itemBytes);
    for (let at = 0; at < itemBytes; at += 4) {
      const code = view.getUint32(at, !isBigEndian);
      if (code > 0x10ffff) throw new Error(`it has the character ${code}; expected Unicode up to 1114111`);
      text += String.fromCodePoint(code);
    }
  }
  // Shorter texts are padded with zeros.
  let length = text.length;
  while (text[length - 1] === '\0') length--;
  return text.slice(0, length);
}

/** The bytes of an array's elements. @throws Error if the file is too short for its shape */
function elementsOf(bytes: Uint8Array, { start, shape, count, itemBytes }: NpyHeader): Uint8Array {
  const size = count * itemBytes;
  if (bytes.length - start < size) throw new Error(`cut short: its shape [${shape.join(', ')}] takes ${size} bytes, but ${bytes.length - start} follow`);
  return bytes.subarray(start, start + size);
}

/**
 * Reads an array of numbers: see {@link parseNpyHeader}.
 *
 * @throws Error whose message gives the reason: not NPY, cut short, empty, or elements that are not numbers
 */
export function parseNpy(bytes: Uint8Array): NpyArray {
  const array = parseNpyOrText(bytes);
  if ('text' in array) throw new Error('it holds text; expected numbers');
  return array;
}

/** Reads an array of numbers or of text. @throws Error as {@link parseNpy} does */
export function parseNpyOrText(bytes: Uint8Array): NpyArray | NpyText {
  const header = parseNpyHeader(bytes);
  const { shape, type, itemBytes, count, isFortran } = header;
  const elements = elementsOf(bytes, header);
  if (type === 'text') {
    if (shape.length > 1 && isFortran) throw new Error('it holds text column by column; expected numbers, or one row of text');
    return { shape, text: Array.from({ length: count }, (_, i) => textOf(elements.subarray(i * itemBytes, (i + 1) * itemBytes), header)) };
  }
  const data = npyNumbers(elements, header);
  return { shape, type, data: isFortran && shape.length > 1 ? toRowMajor(data, shape) : data };
}

/**
 * Bytes of an NPY file, version 1.0, of 32-bit floats in row-major order.
 *
 * @throws RangeError if the numbers do not fill the shape
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
