import { readdir, readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { temporaryFolder } from '@testing/temporaryFolder';
import type { Picture } from '../pictures/picture.js';
import { encodePng } from './encodePng.js';
import { writePng } from './writeFiles.js';

const inFolder = temporaryFolder();
const picture = (channels: 1 | 3 | 4): Picture => ({ width: 5, height: 3, channels, data: Uint8Array.from({ length: 15 * channels }, (_, i) => (i * 29) % 256) });

test.each([1, 3, 4] as const)('libpng reads back a picture of %i channels', async (channels) => {
  const image = sharp(encodePng(picture(channels)));
  expect((await image.metadata()).channels).toBe(channels);
  const { data, info } = await image.toColourspace(channels === 1 ? 'b-w' : 'srgb').raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height, info.channels, [...data]]).toEqual([5, 3, channels, [...picture(channels).data]]);
});

test('writing replaces the old file and leaves nothing else', async () => {
  await writeFile(inFolder('a.png'), 'old');
  await writePng(inFolder('a.png'), picture(3));
  expect(Buffer.compare(await readFile(inFolder('a.png')), encodePng(picture(3)))).toBe(0);
  expect(await readdir(inFolder())).toEqual(['a.png']);
});

test('if the folder is missing, nothing is written', async () => {
  await expect(writePng(inFolder('no', 'a.png'), picture(3))).rejects.toThrow('is not there');
  expect(await readdir(inFolder())).toEqual([]);
});
