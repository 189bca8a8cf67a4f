import type { Sound } from '../sounds/index.js';
import { formatOf, SOUNDS_READ } from './format.js';
import { parseStreamed } from './streamed.js';
import { parseWav } from './wav.js';

const PRINTABLE = /^[\x20-\x7e]{4}$/;

/**
 * Reads a sound in the format that its first bytes show: WAV, FLAC or Ogg Vorbis.
 *
 * @throws Error whose message gives the reason
 */
export async function readSound(bytes: Uint8Array): Promise<Sound> {
  if (bytes.length === 0) throw new Error('the file has zero bytes');
  const format = formatOf(bytes);
  if (format === undefined) {
    const start = String.fromCharCode(...bytes.subarray(0, 4));
    const found = ['RIFF', 'RIFX', 'RF64'].includes(start) && bytes.length < 12 ? ' (its header is cut short)' : PRINTABLE.test(start) ? ` (it begins with '${start}')` : '';
    throw new Error(`it is not a sound that can be read${found}: expected ${SOUNDS_READ}`);
  }
  return format === 'wav' ? parseWav(bytes) : parseStreamed(bytes, format);
}
