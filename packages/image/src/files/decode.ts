import { decodePng } from './png.js';
import { decodeWithSharp } from './sharp.js';
import type { Picture } from '../pictures/picture.js';

/** Endings of the files that are taken for pictures. */
export const PICTURE_EXTENSIONS = ['.png', '.jpg', '.jpeg', '.webp'] as const;

const ascii = (bytes: Uint8Array, start: number, end: number) => String.fromCharCode(...bytes.subarray(start, end));

/** The format of a picture's bytes, by their first bytes rather than the file's name. */
function formatOf(bytes: Uint8Array): 'png' | 'jpeg' | 'webp' {
  if (bytes.length === 0) throw new Error('the file has zero bytes');
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (ascii(bytes, 0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  throw new Error(`not a picture: it starts neither as PNG, JPEG nor WebP does${bytes.length < 12 ? ` (only ${bytes.length} bytes)` : ''}`);
}

/**
 * Decodes a PNG (by pngjs), JPEG or WebP file (by sharp, if installed) to 8 bits a sample.
 *
 * @throws Error whose message gives the reason: zero bytes, not a picture, cut short, or `sharp` missing
 */
export async function decodePicture(bytes: Uint8Array): Promise<Picture> {
  const format = formatOf(bytes);
  if (format !== 'png') return decodeWithSharp(bytes, format);
  try {
    return decodePng(bytes);
  } catch (error) {
    throw new Error(`a damaged or truncated PNG (${(error as Error).message})`);
  }
}
