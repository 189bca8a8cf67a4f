/** What a safetensors file says of a tensor. */
export interface SafetensorsEntry {
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
 * @throws Error naming the file and what is wrong: cut short, no JSON, a tensor without a valid dtype, shape or data_offsets
 */
export function decodeHeader(bytes: Uint8Array, file: string): SafetensorsHeader & { start: number } {
  const fail = (reason: string): never => {
    throw new Error(`${file}: ${reason}`);
  };
  if (bytes.length < 8) fail(`it has ${bytes.length} bytes, too few for a header`);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  if (length > bytes.length - 8) fail(`its header should have ${length} bytes, but ${bytes.length - 8} follow: cut short, or not a safetensors file`);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length)));
  } catch {
    fail('its header is not JSON');
  }
  if (!isObject(header)) return fail('its header is not a JSON object');
  const { __metadata__: metadata = {}, ...entries } = header;
  if (!isObject(metadata)) return fail('its metadata is not a JSON object');
  for (const [key, value] of Object.entries(metadata)) if (typeof value !== 'string') fail(`its metadata '${key}' is not text`);
  for (const [name, entry] of Object.entries(entries)) if (!isEntry(entry)) fail(`tensor '${name}' lacks a valid dtype, shape or data_offsets`);
  return { entries: entries as SafetensorsHeader['entries'], metadata: metadata as SafetensorsHeader['metadata'], start: 8 + length };
}

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
