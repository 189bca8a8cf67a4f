/** A named tensor in a checkpoint: shape, and its numbers in row-major order. */
export interface StoredTensor {
  shape: number[];
  data: Float32Array | Int32Array;
}

interface Entry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

const BYTES = 4;
const DTYPE_OF = { F32: Float32Array, I32: Int32Array } as const;

function elements(shape: number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/**
 * Bytes of a file in the safetensors format: header length (u64, little endian), JSON header padded to 8 bytes, then the data of
 * each tensor end to end (https://github.com/huggingface/safetensors, "Format").
 *
 * @throws RangeError where a tensor's data does not fill its shape
 */
export function encodeSafetensors(tensors: Record<string, StoredTensor>, metadata: Record<string, string> = {}): Uint8Array {
  const header: Record<string, Entry | Record<string, string>> = { __metadata__: metadata };
  let offset = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    if (elements(shape) !== data.length) throw new RangeError(`tensor '${name}' has shape [${shape}] but ${data.length} numbers`);
    const dtype = data instanceof Float32Array ? 'F32' : 'I32';
    header[name] = { dtype, shape, data_offsets: [offset, offset + data.length * BYTES] };
    offset += data.length * BYTES;
  }
  let json = new TextEncoder().encode(JSON.stringify(header));
  if (json.length % 8) json = new TextEncoder().encode(JSON.stringify(header).padEnd(JSON.stringify(header).length + 8 - (json.length % 8)));
  const bytes = new Uint8Array(8 + json.length + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  let position = 8 + json.length;
  for (const { data } of Object.values(tensors)) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    position += data.byteLength;
  }
  return bytes;
}

function readHeader(bytes: Uint8Array, fail: (reason: string) => never): { header: Record<string, unknown>; start: number } {
  if (bytes.length < 8) fail(`it has ${bytes.length} bytes, too few for a header`);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  if (length > bytes.length - 8) fail(`its header should have ${length} bytes, but ${bytes.length - 8} follow: cut short, or not a safetensors file`);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length)));
  } catch {
    fail('its header is not JSON');
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) fail('its header is not a JSON object');
  return { header: header as Record<string, unknown>, start: 8 + length };
}

function isEntry(value: unknown): value is Entry {
  const entry = value as Partial<Entry> | null;
  const natural = (n: unknown) => Number.isSafeInteger(n) && (n as number) >= 0;
  return (
    typeof entry === 'object' && entry !== null && typeof entry.dtype === 'string' &&
    Array.isArray(entry.shape) && entry.shape.every(natural) &&
    Array.isArray(entry.data_offsets) && entry.data_offsets.length === 2 && entry.data_offsets.every(natural)
  );
}

/**
 * Tensors and metadata of a safetensors file, each tensor's data copied out of the file.
 *
 * @param file named in errors
 * @throws Error naming the file, the tensor and what is wrong: cut short, no JSON, an unknown dtype, offsets that overlap, leave a
 * gap or do not fit the shape, or bytes after the last tensor
 */
export function decodeSafetensors(bytes: Uint8Array, file = 'checkpoint'): { tensors: Record<string, StoredTensor>; metadata: Record<string, string> } {
  const fail = (reason: string): never => {
    throw new Error(`${file}: ${reason}`);
  };
  const { header, start } = readHeader(bytes, fail);
  const { __metadata__: metadata = {}, ...rest } = header;
  const entries = Object.entries(rest).map(([name, entry]): [string, Entry] =>
    isEntry(entry) ? [name, entry] : fail(`tensor '${name}' lacks a valid dtype, shape or data_offsets`));
  entries.sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1]);
  const tensors: Record<string, StoredTensor> = {};
  let expected = 0;
  for (const [name, { dtype, shape, data_offsets: [from, to] }] of entries) {
    if (!(dtype in DTYPE_OF)) fail(`tensor '${name}' has dtype ${dtype}; expected ${Object.keys(DTYPE_OF).join(' or ')}`);
    if (from !== expected) fail(`tensor '${name}' starts at byte ${from} of the data; expected ${expected}`);
    if (to - from !== elements(shape) * BYTES) fail(`tensor '${name}' of shape [${shape}] spans ${to - from} bytes; expected ${elements(shape) * BYTES}`);
    if (start + to > bytes.length) fail(`tensor '${name}' ends after the file does: cut short by ${start + to - bytes.length} bytes`);
    // A copy, because the data need not start at a multiple of four in the file's buffer.
    tensors[name] = { shape, data: new DTYPE_OF[dtype as keyof typeof DTYPE_OF](bytes.slice(start + from, start + to).buffer) };
    expected = to;
  }
  if (start + expected !== bytes.length) fail(`${bytes.length - start - expected} bytes follow the last tensor`);
  return { tensors, metadata: metadata as Record<string, string> };
}
