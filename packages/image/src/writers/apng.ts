import { crc32 } from 'node:zlib';
import { writeFileAtomically } from '@inrflow/core/node';
import { checkEqualSizes } from '../pictures/contactSheet.js';
import type { Picture } from '../pictures/picture.js';
import { encodePng } from './png.js';

/** How an animation plays. */
export interface AnimationOptions {
  /** Time each picture is shown, in milliseconds; 50 by default. */
  delay?: number;
  /** Time the last picture is shown, in milliseconds; as the others by default. */
  lastDelay?: number;
  /** How often it plays; 0, the default, for without end. */
  plays?: number;
}

interface Chunk {
  type: string;
  data: Buffer;
}

/** Chunks of a PNG file that this package encoded. */
function chunksOf(png: Uint8Array): Chunk[] {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  for (let start = 8; start < bytes.length;) {
    const length = bytes.readUInt32BE(start);
    chunks.push({ type: bytes.toString('latin1', start + 4, start + 8), data: bytes.subarray(start + 8, start + 8 + length) });
    start += 12 + length;
  }
  return chunks;
}

function encodeChunk({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => bytes.writeUInt32BE(value, 4 * i));
  return bytes;
}

/** Frame control: place, delay in milliseconds over 1000, replace the whole picture. */
function frameControl(sequence: number, { width, height }: Picture, delay: number): Chunk {
  const timing = Buffer.alloc(6);
  timing.writeUInt16BE(delay, 0);
  timing.writeUInt16BE(1000, 2);
  return { type: 'fcTL', data: Buffer.concat([words(sequence, width, height, 0, 0), timing]) };
}

/**
 * Bytes of an animated PNG (PNG specification, third edition, 11.3.6): pictures of one size and kind, the first of which is what
 * viewers without animation show.
 *
 * @throws RangeError where there are no pictures, their sizes or channels differ, or a time is no whole number of milliseconds below 65 536
 */
export function encodeAnimation(pictures: readonly Picture[], { delay = 50, lastDelay = delay, plays = 0 }: AnimationOptions = {}): Uint8Array {
  checkEqualSizes(pictures, 'an animation');
  const other = pictures.findIndex(({ channels }) => channels !== pictures[0].channels);
  if (other >= 0) throw new RangeError(`picture ${other} of an animation has ${pictures[other].channels} channels, but the first ${pictures[0].channels}`);
  for (const [name, value] of Object.entries({ delay, lastDelay })) {
    if (!Number.isInteger(value) || value < 0 || value > 65535) throw new RangeError(`${name} of an animation must be 0 to 65535 milliseconds, not ${value}`);
  }
  let sequence = 0;
  const frames = pictures.flatMap((picture, i) => {
    const data = chunksOf(encodePng(picture)).filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data);
    const control = frameControl(sequence++, picture, i === pictures.length - 1 ? lastDelay : delay);
    return [control, ...data.map((part): Chunk => (i === 0 ? { type: 'IDAT', data: part } : { type: 'fdAT', data: Buffer.concat([words(sequence++), part]) }))];
  });
  const first = encodePng(pictures[0]);
  const [header] = chunksOf(first);
  const chunks = [header, { type: 'acTL', data: words(pictures.length, plays) }, ...frames, { type: 'IEND', data: Buffer.alloc(0) }];
  return Buffer.concat([first.subarray(0, 8), ...chunks.map(encodeChunk)]);
}

/**
 * Writes an animated PNG, whole or not at all.
 *
 * @throws RangeError as {@link encodeAnimation}, or Error that names the file and why it was not written
 */
export async function writeAnimation(file: string, pictures: readonly Picture[], options?: AnimationOptions): Promise<void> {
  await writeFileAtomically(file, encodeAnimation(pictures, options));
}
