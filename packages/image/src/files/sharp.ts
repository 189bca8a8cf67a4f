import type Sharp from 'sharp';
import type { Picture } from '../pictures/picture.js';

const ADVICE = "needs the package 'sharp', which is not installed: npm install sharp";

async function loadSharp(format: string): Promise<typeof Sharp> {
  try {
    return (await import('sharp')).default;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') throw new Error(`reading ${format.toUpperCase()} ${ADVICE}`);
    throw new Error(`reading ${format.toUpperCase()} needs the package 'sharp', which does not load here: ${message.split('\n')[0]}`);
  }
}

/**
 * Decodes JPEG or WebP through the optional peer dependency `sharp`, turned upright by its EXIF orientation and in sRGB.
 *
 * @throws Error that names `sharp` where it is missing, or says what is wrong with the bytes
 */
export async function decodeWithSharp(bytes: Uint8Array, format: 'jpeg' | 'webp'): Promise<Picture> {
  const sharp = await loadSharp(format);
  try {
    const { data, info } = await sharp(bytes, { failOn: 'error' }).rotate().toColourspace('srgb').raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    if (channels !== 1 && channels !== 3 && channels !== 4) throw new Error(`${channels} channels`);
    return { width, height, channels, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
  } catch (error) {
    throw new Error(`a damaged or truncated ${format.toUpperCase()} (${(error as Error).message.split('\n')[0]})`);
  }
}
