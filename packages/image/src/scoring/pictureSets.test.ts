import { mkdir, writeFile } from 'node:fs/promises';
import { writePng } from '@inrflow/drawing/node';
import { temporaryFolder } from '@testing/temporaryFolder';
import { openPictures } from './pictureSets.js';

const inFolder = temporaryFolder();
const EDGE = 40;
const pixels = Uint8Array.from({ length: EDGE * EDGE * 3 }, (_, i) => (i * 7) % 256);

test('pictures to score have their own size, in a folder or in an array, although training without a size takes at most 32 pixels', async () => {
  const header = Buffer.from(`\x93NUMPY\x01\x00v\x00${`{'descr': '|u1', 'fortran_order': False, 'shape': (1, ${EDGE}, ${EDGE}, 3), }`.padEnd(117)}\n`, 'latin1');
  await writeFile(inFolder('a.npy'), Buffer.concat([header, pixels]));
  await mkdir(inFolder('folder'));
  await writePng(inFolder('folder', 'a.png'), { width: EDGE, height: EDGE, channels: 3, data: pixels });
  for (const name of ['a.npy', 'folder']) {
    const pictures = await openPictures(inFolder(name));
    expect(await pictures.at(0)).toMatchObject({ width: EDGE, height: EDGE, data: pixels });
    await pictures.close();
  }
});
