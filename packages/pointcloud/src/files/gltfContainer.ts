/** The JSON of a glTF file, and the binary buffer of a `.glb`. */
export interface GltfContents {
  json: Record<string, unknown>;
  /** Bytes of a `.glb`'s binary chunk, if it has one. */
  binary?: Uint8Array;
}

function jsonOf(bytes: Uint8Array): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Error(`it is not JSON (${(error as Error).message.replace(/\s+/g, ' ').slice(0, 100)})`, { cause: error });
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error('its JSON is not an object');
  return json as Record<string, unknown>;
}

/** Parses the chunks of a `.glb`: a header of 12 bytes, then each chunk's length, type and bytes. */
function ofBinary(bytes: Uint8Array): GltfContents {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 20) throw new Error(`cut short: ${bytes.length} bytes do not hold the header of a .glb`);
  if (view.getUint32(4, true) !== 2) throw new Error(`it is of version ${view.getUint32(4, true)} of the format; expected 2`);
  let [json, binary]: [Record<string, unknown> | undefined, Uint8Array | undefined] = [undefined, undefined];
  for (let at = 12; at + 8 <= bytes.length;) {
    const [length, type] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    if (at + 8 + length > bytes.length) throw new Error(`cut short: the chunk at byte ${at} takes ${length} bytes, but ${bytes.length - at - 8} follow`);
    const chunk = bytes.subarray(at + 8, at + 8 + length);
    if (type === 0x4e4f534a) json ??= jsonOf(chunk);
    else if (type === 0x004e4942) binary ??= chunk;
    at += 8 + Math.ceil(length / 4) * 4;
  }
  if (!json) throw new Error('its chunk of JSON is missing');
  return { json, ...(binary && { binary }) };
}

/** Takes a `.glb` or `.gltf` file apart. @throws Error whose message gives the reason */
export function gltfContents(bytes: Uint8Array): GltfContents {
  if (String.fromCharCode(...bytes.subarray(0, 4)) === 'glTF') return ofBinary(bytes);
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { json: jsonOf(isMarked ? bytes.subarray(3) : bytes) };
}
