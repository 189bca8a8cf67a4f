import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { arraySource } from './arraySource.js';
import type { PictureSource } from './source.js';

/** An array of bytes as MNIST's files hold it. */
export interface IdxArray {
  shape: number[];
  data: Uint8Array;
}

/**
 * Reads the IDX format: two zero bytes, the type (8 for unsigned bytes), the number of axes, each axis's length as a big-endian
 * 32-bit integer, then the data (LeCun, Cortes and Burges, "The MNIST database").
 *
 * @throws Error whose message gives the reason
 */
export function parseIdx(bytes: Uint8Array): IdxArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0) throw new Error('no IDX file: it does not start with two zero bytes');
  if (bytes[2] !== 8) throw new Error(`its values are of IDX type 0x${bytes[2].toString(16).padStart(2, '0')}; expected unsigned bytes (0x08)`);
  const start = 4 + 4 * bytes[3];
  if (bytes.length < start) throw new Error(`cut short: ${bytes.length} bytes do not hold its header of ${start}`);
  const shape = Array.from({ length: bytes[3] }, (_, axis) => view.getUint32(4 + 4 * axis));
  const size = shape.reduce((product, length) => product * length, 1);
  if (bytes.length - start !== size) throw new Error(`its shape [${shape.join(', ')}] takes ${size} bytes, but ${bytes.length - start} follow`);
  return { shape, data: bytes.subarray(start) };
}

async function readIdx(file: string, rank: number, what: string): Promise<IdxArray> {
  try {
    const bytes = await readFile(file);
    const array = parseIdx(bytes[0] === 0x1f && bytes[1] === 0x8b ? await promisify(gunzip)(bytes) : bytes);
    if (array.shape.length !== rank) throw new Error(`it has ${array.shape.length} axes; expected ${rank} (${what})`);
    return array;
  } catch (error) {
    throw new Error(`cannot read '${file}': ${(error as Error).message}`, { cause: error });
  }
}

/** The labels' file beside `…images-idx3-ubyte[.gz]` (also with a dot for the dash), compressed or not. */
function labelsBeside(file: string): string | undefined {
  const base = path.basename(file).replace(/\.gz$/, '').replace('images', 'labels').replace('idx3', 'idx1');
  if (base === path.basename(file).replace(/\.gz$/, '')) return undefined;
  return [base, `${base}.gz`].map((name) => path.join(path.dirname(file), name)).find(existsSync);
}

/**
 * MNIST's pair of files: grey pictures `[count, rows, columns]`, and the labels beside it under the usual name, where they are.
 *
 * @throws Error that names the file and the reason
 */
export async function openIdx(file: string, labels: string): Promise<PictureSource> {
  const { shape: [count, height, width], data } = await readIdx(file, 3, 'pictures, rows and columns');
  const beside = labels === 'folders' ? labelsBeside(file) : undefined;
  return arraySource([{
    file,
    array: {
      count,
      picture: (index) => ({ width, height, channels: 1, data: data.subarray(index * width * height, (index + 1) * width * height) }),
      labels: beside === undefined ? undefined : (await readIdx(beside, 1, 'labels')).data,
    },
  }], beside !== undefined);
}
