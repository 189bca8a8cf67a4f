/** Contents of a WAV file's header. */
export interface WavHeader {
  /** Code of the encoding: 1 integers, 3 floats, 6 A-law, 7 µ-law, 17 IMA ADPCM; for the extensible header, the code inside it. */
  encoding: number;
  channels: number;
  /** Samples per second. */
  rate: number;
  /** Bits per sample. */
  bits: number;
  /** Byte offset of the samples. */
  offset: number;
  /** Bytes of samples that the file contains. */
  bytes: number;
  /** Bytes of samples that the header announces; more than `bytes` if the file is cut short. */
  announced: number;
}

const EXTENSIBLE = 0xfffe;

/**
 * Reads the header of a WAV file (RIFF, little-endian): its chunks one after the other up to the samples, checking every size against the bytes available.
 *
 * @throws Error whose message gives the reason
 */
export function parseWavHeader(bytes: Uint8Array): WavHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12) throw new Error(`its header is cut short: it has ${bytes.length} bytes`);
  if (tag(0) !== 'RIFF' || tag(8) !== 'WAVE') throw new Error(`it begins with '${tag(0)}' and '${tag(8)}'; expected 'RIFF' and 'WAVE'`);
  let format: Omit<WavHeader, 'offset' | 'bytes' | 'announced'> | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const [name, size] = [tag(at), view.getUint32(at + 4, true)];
    const [start, left] = [at + 8, bytes.length - at - 8];
    if (name === 'fmt ') {
      if (size < 16 || left < 16) throw new Error(`its format chunk has ${Math.min(size, left)} bytes; expected 16 at least`);
      const code = view.getUint16(start, true);
      if (code === EXTENSIBLE && Math.min(size, left) < 26) throw new Error(`its extensible format chunk has ${Math.min(size, left)} bytes; expected 26 at least`);
      format = { encoding: code === EXTENSIBLE ? view.getUint16(start + 24, true) : code, channels: view.getUint16(start + 2, true), rate: view.getUint32(start + 4, true), bits: view.getUint16(start + 14, true) };
    }
    if (name === 'data') {
      if (!format) throw new Error('its samples come before its format chunk');
      // A recorder that was cut off leaves the largest size, or zero: take the bytes that are there.
      return { ...format, offset: start, bytes: Math.min(size === 0 ? left : size, left), announced: size };
    }
    at = start + size + (size % 2);
  }
  throw new Error(format ? 'it has no samples: the data chunk is missing' : 'its header is cut short: the format chunk is missing');
}
