import type Sharp from 'sharp';
import type { Picture } from '../pictures/picture.js';
import type { PictureFormat } from './formats.js';
import { MOST_PIXELS } from './png/rows.js';

const ADVICE = "needs the package 'sharp', which is not installed: npm install sharp";

/** The optional package. @throws Error that names it, and what it is needed for */
async function loadSharp(what: string): Promise<typeof Sharp> {
  try {
    return (await import('sharp')).default;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') throw new Error(`${what} ${ADVICE}`);
    throw new Error(`${what} needs the package 'sharp', which does not load here: ${message.split('\n')[0]}`);
  }
}

/** What the library says, in our words. */
function reasonOf(format: string, error: Error): string {
  const reason = error.message.split('\n')[0];
  if (/pixel limit/i.test(reason)) return `it has more than ${MOST_PIXELS} pixels`;
  return `a damaged or truncated ${format.toUpperCase()} (${reason})`;
}

/**
 * Decodes a picture through the optional peer dependency `sharp`: its first frame, turned upright by its EXIF orientation, in sRGB by its colour profile.
 *
 * @param what what sharp is needed for, if it is missing
 * @throws Error that names `sharp` if it is missing, or says what is wrong with the bytes
 */
export async function decodeWithSharp(bytes: Uint8Array, format: PictureFormat, what = `reading ${format.toUpperCase()}`): Promise<Picture> {
  const sharp = await loadSharp(what);
  try {
    const { data, info } = await sharp(bytes, { failOn: 'error', limitInputPixels: MOST_PIXELS }).rotate().toColourspace('srgb').raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info as { width: number; height: number; channels: number };
    if (data.length !== width * height * channels) throw new Error(`${data.length} samples for ${width}×${height} pixels`);
    const samples = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    if (channels === 2) return { width, height, channels: 4, data: greyWithAlpha(samples) };
    if (channels !== 1 && channels !== 3 && channels !== 4) throw new Error(`${channels} channels`);
    return { width, height, channels, data: samples };
  } catch (error) {
    throw new Error(reasonOf(format, error as Error), { cause: error });
  }
}

/** Grey and alpha as RGB and alpha. */
function greyWithAlpha(samples: Uint8Array): Uint8Array {
  const data = new Uint8Array(2 * samples.length);
  for (let i = 0; i < samples.length / 2; i++) data.fill(samples[2 * i], 4 * i, 4 * i + 3)[4 * i + 3] = samples[2 * i + 1];
  return data;
}
