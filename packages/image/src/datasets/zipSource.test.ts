import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UnreadableExampleError } from '@inrflow/core';
import { zipSync, type Zippable } from 'fflate';
import { temporaryFolder } from '@testing/temporaryFolder';
import { address } from '../testing/dataset.js';
import { encodePng } from '@inrflow/drawing';
import { openImageDataset } from './openImageDataset.js';

const inFolder = temporaryFolder();
const picture = (shift: number) => encodePng({ width: 5, height: 4, channels: 3, data: Uint8Array.from({ length: 60 }, (_, i) => i * 3 + shift) });
const files: Record<string, Uint8Array> = {
  'b/2.png': picture(1), 'b/1.png': picture(2), 'a/9.png': picture(3), 'a/deep/er.png': picture(4), '__MACOSX/a/._9.png': picture(5), 'README.txt': Buffer.from('x'),
};

async function writeTree(root: string): Promise<void> {
  for (const [name, bytes] of Object.entries(files).filter(([name]) => !name.startsWith('__MACOSX'))) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), bytes);
  }
}

test.each([['as it is', ''], ['wrapped in a folder', 'emoji/']])('a zip of a tree, %s, equals the folder', async (_, prefix) => {
  await writeTree(inFolder('tree'));
  const zipped: Zippable = {};
  // One file stored, the others deflated; folders have entries of their own.
  for (const [name, bytes] of Object.entries(files)) zipped[prefix + name] = [bytes, { level: name === 'a/9.png' ? 0 : 6 }];
  if (prefix) zipped[prefix] = new Uint8Array(0);
  await writeFile(inFolder('tree.zip'), zipSync(zipped));
  for (const options of [{}, { labels: 'none' }, { size: 3, flip: true }, { split: { heldOut: 0.5, part: 'train' } } as const]) {
    const [folder, zip] = [await openImageDataset(inFolder('tree'), options), await openImageDataset(inFolder('tree.zip'), options)];
    expect([zip.names, zip.classes, zip.size]).toEqual([folder.names, folder.classes, folder.size]);
    zip.prefetch?.(zip.names.map((_, index) => index));
    for (let i = 0; i < folder.length; i++) expect(await zip.example(i, address)).toEqual(await folder.example(i, address));
    await zip.close?.();
  }
});

test('an error names a damaged file and its archive; the others are read', async () => {
  const bytes = zipSync({ 'a.png': [picture(1), { level: 0 }], 'b.png': [picture(2), { level: 0 }] });
  bytes[bytes.indexOf(0x89) + 40] ^= 255;
  await writeFile(inFolder('x.zip'), bytes);
  const data = await openImageDataset(inFolder('x.zip'), { size: 4 });
  const failure = await data.example(0, address).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UnreadableExampleError);
  expect((failure as Error).message).toBe(`cannot read picture '${inFolder('x.zip')}:a.png': damaged inside the archive: its CRC-32 does not match`);
  await data.example(1, address);
});

test('an error names an archive that has no pictures or is cut short', async () => {
  await writeFile(inFolder('x.zip'), zipSync({ 'a.txt': Buffer.from('x') }));
  await expect(openImageDataset(inFolder('x.zip'))).rejects.toThrow(`zip archive '${inFolder('x.zip')}' holds no pictures; looked for .png`);
  await writeFile(inFolder('x.zip'), (await readFile(inFolder('x.zip'))).subarray(0, -10));
  await expect(openImageDataset(inFolder('x.zip'))).rejects.toThrow(`cannot read zip archive '${inFolder('x.zip')}'`);
});
