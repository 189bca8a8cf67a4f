import { PNG } from 'pngjs';
import type { Picture } from '../pictures/picture.js';

/**
 * Decodes a PNG file of any kind (1–16 bits, grey, palette, alpha, interlaced) to 8-bit RGB with alpha.
 *
 * @throws Error that says what is wrong with the bytes
 */
export function decodePng(bytes: Uint8Array): Picture {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return { width, height, channels: 4, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}
