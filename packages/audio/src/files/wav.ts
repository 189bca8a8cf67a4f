import type { Sound } from '../sounds/index.js';
import { companded } from './companded.js';
import { checkLimits } from './limits.js';
import { parseWavHeader, type WavHeader } from './wavHeader.js';

/** Reads the sample at a byte offset, as a fraction of full scale. */
type ReadSample = (view: DataView, at: number) => number;

const INTEGERS: Readonly<Record<number, ReadSample>> = {
  // Only eight-bit samples are unsigned.
  8: (view, at) => (view.getUint8(at) - 128) / 128,
  16: (view, at) => view.getInt16(at, true) / 2 ** 15,
  24: (view, at) => (view.getInt8(at + 2) * 2 ** 16 + view.getUint16(at, true)) / 2 ** 23,
  32: (view, at) => view.getInt32(at, true) / 2 ** 31,
};
const FLOATS: Readonly<Record<number, ReadSample>> = { 32: (view, at) => view.getFloat32(at, true), 64: (view, at) => view.getFloat64(at, true) };

const READ = '8-, 16-, 24- and 32-bit integers, 32- and 64-bit floats, A-law and µ-law are read';
/** Other encodings, by their codes. */
const UNREAD: Readonly<Record<number, string>> = { 2: 'Microsoft ADPCM', 17: 'IMA ADPCM', 49: 'GSM 6.10', 80: 'MPEG audio', 85: 'MP3', 255: 'AAC' };

async function readerOf({ encoding, bits }: WavHeader): Promise<ReadSample> {
  const read = encoding === 1 ? INTEGERS[bits] : encoding === 3 ? FLOATS[bits] : (encoding === 6 || encoding === 7) && bits === 8 ? await companded(encoding) : undefined;
  if (read) return read;
  const known = { 1: `${bits}-bit integers`, 3: `${bits}-bit floats`, 6: `A-law of ${bits} bits`, 7: `µ-law of ${bits} bits`, ...UNREAD }[encoding];
  throw new Error(`its samples are ${known ?? `of encoding ${encoding}`}: ${READ}`);
}

/**
 * Reads a WAV file: integers of 8, 16, 24 and 32 bits, floats of 32 and 64 bits, A-law and µ-law, also under the extensible header. Full scale is 1.
 *
 * @throws Error whose message gives the reason: a header that is cut short, another encoding, or fewer samples than announced
 */
export async function parseWav(bytes: Uint8Array): Promise<Sound> {
  const header = parseWavHeader(bytes);
  const { rate, channels, bits, offset } = header;
  const read = await readerOf(header);
  const step = bits / 8;
  const frames = Math.floor(header.bytes / (step * channels));
  checkLimits({ rate, channels, frames });
  // If a recorder never filled in the size, all remaining bytes are taken.
  if (header.announced > header.bytes && header.announced < 0xffffff00) throw new Error(`it is cut short: its header announces ${header.announced} bytes of samples, and ${header.bytes} are there`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, header.bytes);
  return { rate, channels: Array.from({ length: channels }, (_, channel) => Float32Array.from({ length: frames }, (__, i) => read(view, (i * channels + channel) * step))) };
}
