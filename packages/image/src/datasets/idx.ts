import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { DEFAULT_MAX_FILE_BYTES, inMegabytes } from '@inrflow/core/node';
import { arraySource } from './arraySource.js';
import { bytesInMemory, openBytes, type BytesFile } from './bytesFile.js';
import type { PictureSource } from './source.js';

/** Header of an IDX file of bytes. */
export interface IdxHeader {
  /** Length of each axis, the slowest first. */
  shape: number[];
  /** Offset of the data, in bytes. */
  start: number;
}

/** Most axes of an array: no pictures have more. */
const MOST_AXES = 8;

/**
 * Reads the header of the IDX format: two zero bytes, the type (8 for unsigned bytes), the number of axes, each axis's length as a big-endian
 * 32-bit integer; the data follow (LeCun, Cortes and Burges, "The MNIST database").
 *
 * @param bytes the first bytes of the file
 * @param size the file's size
 * @throws Error whose message gives the reason
 */
export function parseIdxHeader(bytes: Uint8Array, size: number): IdxHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0) throw new Error('not an IDX file: it does not start with two zero bytes');
  if (bytes[2] !== 8) throw new Error(`its values are of IDX type 0x${bytes[2].toString(16).padStart(2, '0')}; expected unsigned bytes (0x08)`);
  const axes = bytes[3];
  if (axes < 1 || axes > MOST_AXES) throw new Error(`it has ${axes} axes; expected 3 (pictures, rows and columns), or 1 of labels`);
  const start = 4 + 4 * axes;
  if (bytes.length < start) throw new Error(`cut short: ${bytes.length} bytes do not hold its header of ${start}`);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const count = shape.reduce((product, length) => product * length, 1);
  if (count === 0) throw new Error(`its shape [${shape.join(', ')}] has no elements`);
  if (size - start !== count) throw new Error(`its shape [${shape.join(', ')}] takes ${count} bytes, but ${size - start} follow`);
  return { shape, start };
}

async function openPlain(file: string, maxFileBytes: number): Promise<BytesFile> {
  const bytes = await openBytes(file);
  const start = await bytes.read(0, Math.min(2, bytes.size));
  if (start[0] !== 0x1f || start[1] !== 0x8b) return bytes;
  await bytes.close();
  try {
    return bytesInMemory(await promisify(gunzip)(await readFile(file), { maxOutputLength: maxFileBytes }));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(code === 'ERR_BUFFER_TOO_LARGE' ? `unpacked it has more than maxFileBytes allows (${inMegabytes(maxFileBytes)})` : `its gzip is damaged or cut short (${(error as Error).message})`, { cause: error });
  }
}

async function openIdxArray(file: string, rank: number, what: string, maxFileBytes: number): Promise<IdxHeader & { bytes: BytesFile }> {
  let bytes: BytesFile | undefined;
  try {
    bytes = await openPlain(file, maxFileBytes);
    const header = parseIdxHeader(await bytes.read(0, Math.min(bytes.size, 4 + 4 * 255)), bytes.size);
    if (header.shape.length !== rank) throw new Error(`it has ${header.shape.length} ${header.shape.length === 1 ? 'axis' : 'axes'}; expected ${rank} (${what})`);
    return { ...header, bytes };
  } catch (error) {
    await bytes?.close();
    throw new Error(`cannot read '${file}': ${(error as Error).message}`, { cause: error });
  }
}

/** The labels' file beside `…images-idx3-ubyte[.gz]` (also spelt with a dot for the dash), compressed or not. */
function labelsBeside(file: string): string | undefined {
  const base = path.basename(file).replace(/\.gz$/, '').replace('images', 'labels').replace('idx3', 'idx1');
  if (base === path.basename(file).replace(/\.gz$/, '')) return undefined;
  return [base, `${base}.gz`].map((name) => path.join(path.dirname(file), name)).find(existsSync);
}

/**
 * MNIST's pair of files: grey pictures `[count, rows, columns]`, and the labels beside them under the usual name, if they are there.
 *
 * @throws Error that names the file and the reason
 */
export async function openIdx(file: string, labels: string, { maxFileBytes = DEFAULT_MAX_FILE_BYTES }: { maxFileBytes?: number } = {}): Promise<PictureSource> {
  const { shape: [count, height, width], start, bytes } = await openIdxArray(file, 3, 'pictures, rows and columns', maxFileBytes);
  try {
    const beside = labels === 'folders' ? labelsBeside(file) : undefined;
    let classOf: Uint8Array | undefined;
    if (beside !== undefined) {
      const array = await openIdxArray(beside, 1, 'labels', maxFileBytes);
      classOf = await array.bytes.read(array.start, array.shape[0]);
      await array.bytes.close();
    }
    const size = width * height;
    return arraySource([{
      file, array: { count, picture: async (index) => ({ width, height, channels: 1, data: await bytes.read(start + index * size, size) }), labels: classOf, close: bytes.close },
    }], classOf !== undefined);
  } catch (error) {
    await bytes.close();
    throw error;
  }
}
