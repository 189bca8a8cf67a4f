import type { Picture } from '../pictures/picture.js';
import { fitPicture, rowFitter, type Fit } from '../pictures/fit.js';
import { orientPicture } from '../pictures/orient.js';
import { formatOf, type PictureFormat } from './formats.js';
import { channelsOf, readPngRows } from './png/rows.js';
import { parsePng, type PngFile } from './png/chunks.js';
import { decodeWithSharp } from './sharp.js';

/** The format of a picture's bytes, whatever its name. @throws Error whose message says what they are instead */
function readableFormat(bytes: Uint8Array): PictureFormat {
  if (bytes.length === 0) throw new Error('the file has zero bytes');
  const format = formatOf(bytes);
  if (!format) throw new Error(`not a picture: it starts as none of PNG, JPEG, WebP, GIF, TIFF and AVIF does${bytes.length < 12 ? ` (only ${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'})` : ''}`);
  if ('unread' in format) throw new Error(`it is a picture of the format ${format.unread}, which is not read; expected PNG, JPEG, WebP, GIF, TIFF or AVIF`);
  return format.read;
}

/** Runs a step of reading a PNG; its failure says so. */
async function ofPng<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new Error(`a damaged or truncated PNG (${(error as Error).message})`, { cause: error });
  }
}

/** Whether only sharp can read a PNG correctly: one in another colour space. */
const needsSharp = ({ profile }: PngFile) => profile !== undefined;
const profileOf = ({ profile }: PngFile) => `the colour profile '${profile}' of a PNG`;

/** All pixels of a PNG file, RGB with alpha. */
async function decodePng(bytes: Uint8Array): Promise<Picture> {
  const file = await ofPng(() => parsePng(bytes));
  if (needsSharp(file)) return decodeWithSharp(bytes, 'png', profileOf(file));
  const { width, height, orientation } = file;
  const channels = channelsOf(file);
  const data = await ofPng(async () => {
    // Checked by the rows as well, but before anything of that size is made.
    if (width * height > MOST_DECODED) throw new Error(`it has ${width}×${height} pixels; expected at most ${MOST_DECODED} in all`);
    const pixels = new Uint8Array(width * height * 4);
    await readPngRows(file, (y, row) => {
      for (let x = 0, to = 4 * y * width; x < width; x++, to += 4) {
        for (let c = 0; c < 3; c++) pixels[to + c] = row[x * channels + (channels === 1 ? 0 : c)];
        pixels[to + 3] = channels === 4 ? row[4 * x + 3] : 255;
      }
    });
    return pixels;
  });
  return orientPicture({ width, height, channels: 4, data }, orientation);
}

/** The most pixels that are decoded as a whole. */
const MOST_DECODED = 2 ** 27;

/**
 * Decodes a picture to 8 bits per sample: PNG, or by sharp, if installed, JPEG, WebP, GIF, TIFF and AVIF. Turned upright by its EXIF orientation, in sRGB by its colour profile.
 *
 * @throws Error whose message gives the reason: zero bytes, not a picture, cut short, too large, or `sharp` missing
 */
export async function decodePicture(bytes: Uint8Array): Promise<Picture> {
  const format = readableFormat(bytes);
  return format === 'png' ? decodePng(bytes) : decodeWithSharp(bytes, format);
}

/**
 * Decodes a picture and fits it for training, like `fitPicture` after `decodePicture`; for a PNG, memory holds only a few rows.
 *
 * @param check called with the picture's size, upright, before its pixels are read
 * @throws Error as {@link decodePicture} does
 */
export async function decodeFitted(bytes: Uint8Array, fit: Fit, check: (size: { width: number; height: number }) => void = () => {}): Promise<Picture> {
  const format = readableFormat(bytes);
  if (format === 'png') {
    const file = await ofPng(() => parsePng(bytes));
    if (!needsSharp(file) && file.orientation === 1) {
      check(file);
      const fitter = rowFitter({ ...file, channels: channelsOf(file) }, fit);
      await ofPng(() => readPngRows(file, (_, row) => fitter.row(row)));
      return fitter.picture();
    }
  }
  const picture = format === 'png' ? await decodePng(bytes) : await decodeWithSharp(bytes, format);
  check(picture);
  return fitPicture(picture, fit);
}

/** The size of a picture, upright. @throws Error as {@link decodePicture} does */
export async function pictureSize(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  if (readableFormat(bytes) === 'png') {
    const { width, height, orientation } = await ofPng(() => parsePng(bytes));
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  }
  const { width, height } = await decodePicture(bytes);
  return { width, height };
}
