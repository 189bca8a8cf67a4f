import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { PNG } from 'pngjs';
import { temporaryFolder } from '@testing/temporaryFolder';
import type { Picture } from '../pictures/picture.js';
import { encodeAnimation } from './encodeAnimation.js';
import { writeAnimation } from './writeFiles.js';

const inFolder = temporaryFolder();
const frame = (shift: number, channels: 1 | 3 | 4 = 3): Picture => ({ width: 6, height: 5, channels, data: Uint8Array.from({ length: 30 * channels }, (_, i) => (i * 17 + shift) % 256) });

function split(bytes: Buffer) {
  const chunks: { type: string; data: Buffer; whole: Buffer }[] = [];
  for (let at = 8; at < bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    expect(bytes.readUInt32BE(end - 4)).toBe(crc32(bytes.subarray(at + 4, end - 4)));
    chunks.push({ type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) });
    at = end;
  }
  return chunks;
}

/** A frame's data as an ordinary PNG file. */
function asPng(bytes: Buffer, header: Buffer, data: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write('IDAT', 4, 'latin1');
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return PNG.sync.read(Buffer.concat([bytes.subarray(0, 8), header, chunk, split(bytes).at(-1)!.whole])).data;
}

test('every frame decodes back, in sequence, with its time', async () => {
  const frames = [frame(0), frame(50), frame(99)];
  await writeAnimation(inFolder('a.png'), frames, { delay: 40, lastDelay: 1500, plays: 2 });
  const bytes = await readFile(inFolder('a.png'));
  const chunks = split(bytes);
  expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'acTL', 'fcTL', 'IDAT', 'fcTL', 'fdAT', 'fcTL', 'fdAT', 'IEND']);
  expect([chunks[1].data.readUInt32BE(0), chunks[1].data.readUInt32BE(4)]).toEqual([3, 2]);
  const sequenced = chunks.filter(({ type }) => type === 'fcTL' || type === 'fdAT');
  expect(sequenced.map(({ data }) => data.readUInt32BE(0))).toEqual([0, 1, 2, 3, 4]);
  const controls = chunks.filter(({ type }) => type === 'fcTL').map(({ data }) => data);
  expect(controls.map((data) => [data.length, data.readUInt32BE(4), data.readUInt32BE(8), data.readUInt16BE(20) / data.readUInt16BE(22)])).toEqual([[26, 6, 5, 0.04], [26, 6, 5, 0.04], [26, 6, 5, 1.5]]);
  const data = [chunks[3].data, chunks[5].data.subarray(4), chunks[7].data.subarray(4)];
  data.forEach((part, i) => expect([...asPng(bytes, chunks[0].whole, part)].filter((_, j) => j % 4 !== 3)).toEqual([...frames[i].data]));
  // A viewer without animation shows the first.
  expect([...PNG.sync.read(bytes).data].filter((_, j) => j % 4 !== 3)).toEqual([...frames[0].data]);
});

test('what does not fit is named', () => {
  expect(() => encodeAnimation([])).toThrow('an animation needs at least one picture');
  expect(() => encodeAnimation([frame(0), frame(0, 1)])).toThrow('picture 1 of an animation has 1 channels, but the first 3');
  expect(() => encodeAnimation([frame(0)], { delay: 0.5 })).toThrow('delay of an animation must be 0 to 65535 milliseconds, not 0.5');
});
