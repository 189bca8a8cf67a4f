import { float16FromFloat32, float32FromBfloat16, float32FromFloat16 } from './float16.js';
import { decodeHeader, encodeHeader, type SafetensorsEntry } from './safetensorsHeader.js';

/** A named tensor in a checkpoint: shape, and its numbers in row-major order. */
export interface StoredTensor {
  shape: number[];
  data: Float32Array | Int32Array;
}

/** How tensors are written. */
export interface SafetensorsOptions {
  /** Type of floats in the file: `F16` halves its size, and keeps 11 bits of each number up to 65504. Default `F32`. */
  floats?: 'F32' | 'F16';
}

/** Supported element types: their size in bytes, and how to read their numbers from a copy of the bytes. */
const TYPES: Record<string, { bytes: number; read(copy: ArrayBuffer): StoredTensor['data'] }> = {
  F32: { bytes: 4, read: (copy) => new Float32Array(copy) },
  F16: { bytes: 2, read: (copy) => float32FromFloat16(new Uint16Array(copy)) },
  BF16: { bytes: 2, read: (copy) => float32FromBfloat16(new Uint16Array(copy)) },
  I32: { bytes: 4, read: (copy) => new Int32Array(copy) },
};

function elements(shape: number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/**
 * The two halves of a safetensors file: the entries of its header, and its data. Larger element types come first, so that each is aligned.
 *
 * @throws RangeError if a tensor's data does not fill its shape, or its name is `__metadata__`
 */
export function packTensors(tensors: Record<string, StoredTensor>, { floats = 'F32' }: SafetensorsOptions = {}): { entries: Record<string, SafetensorsEntry>; data: Uint8Array } {
  const typed = Object.entries(tensors).map(([name, tensor]) => ({ name, ...tensor, dtype: tensor.data instanceof Float32Array ? floats : 'I32' }));
  typed.sort((a, b) => TYPES[b.dtype].bytes - TYPES[a.dtype].bytes);
  const entries: Record<string, SafetensorsEntry> = {};
  let offset = 0;
  for (const { name, shape, data, dtype } of typed) {
    if (name === '__metadata__') throw new RangeError("a tensor cannot have the name '__metadata__', which the safetensors format keeps for itself");
    if (elements(shape) !== data.length) throw new RangeError(`tensor '${name}' has shape [${shape}] but ${data.length} numbers`);
    entries[name] = { dtype, shape, data_offsets: [offset, (offset += data.length * TYPES[dtype].bytes)] };
  }
  const packed = new Uint8Array(offset);
  for (const { name, data, dtype } of typed) {
    const stored = dtype === 'F16' ? float16FromFloat32(data as Float32Array) : data;
    packed.set(new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength), entries[name].data_offsets[0]);
  }
  return { entries, data: packed };
}

/**
 * Bytes of a file in the safetensors format: header length (u64, little endian), JSON header padded to 8 bytes, then the data of
 * each tensor end to end (https://github.com/huggingface/safetensors, "Format").
 *
 * @throws RangeError if a tensor's data does not fill its shape, or its name is `__metadata__`
 */
export function encodeSafetensors(tensors: Record<string, StoredTensor>, metadata: Record<string, string> = {}, options: SafetensorsOptions = {}): Uint8Array {
  const { entries, data } = packTensors(tensors, options);
  return concatenate(encodeHeader({ entries, metadata }), data);
}

/** Concatenates two byte arrays. */
export function concatenate(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

/**
 * Tensors and metadata of a safetensors file, each tensor's data copied out of the file; F16 and BF16 become single precision, exactly.
 *
 * @param file named in errors
 * @throws Error naming the file, the tensor and what is wrong: cut short, not JSON, an unknown dtype, offsets that overlap, leave a
 * gap or do not fit the shape, or bytes after the last tensor
 */
export function decodeSafetensors(bytes: Uint8Array, file = 'checkpoint'): { tensors: Record<string, StoredTensor>; metadata: Record<string, string> } {
  const fail = (reason: string): never => {
    throw new Error(`${file}: ${reason}`);
  };
  const { entries, metadata, start } = decodeHeader(bytes, file);
  const sorted = Object.entries(entries).sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1]);
  const tensors: Record<string, StoredTensor> = {};
  let expected = 0;
  for (const [name, { dtype, shape, data_offsets: [from, to] }] of sorted) {
    if (!Object.hasOwn(TYPES, dtype)) fail(`tensor '${name}' has dtype ${dtype}; expected F32, F16, BF16 or I32`);
    const size = elements(shape) * TYPES[dtype].bytes;
    if (from !== expected) fail(`tensor '${name}' starts at byte ${from} of the data; expected ${expected}`);
    if (to - from !== size) fail(`tensor '${name}' of shape [${shape}] spans ${to - from} bytes; expected ${size}`);
    if (start + to > bytes.length) fail(`tensor '${name}' ends after the file does: cut short by ${start + to - bytes.length} bytes`);
    // A copy, because the data need not start at a multiple of its size in the file's buffer.
    tensors[name] = { shape, data: TYPES[dtype].read(new Uint8Array(bytes.subarray(start + from, start + to)).buffer) };
    expected = to;
  }
  if (start + expected !== bytes.length) fail(`${bytes.length - start - expected} bytes follow the last tensor`);
  return { tensors, metadata };
}
