import { writeFileSync } from 'node:fs';
import { uniformValues } from '@inrflow/core';
import { fuzzReaders } from '@testing/fuzz';
import { temporaryFolder } from '@testing/temporaryFolder';
import sharp from 'sharp';
import { openImageDataset } from './datasets/index.js';
import { labelByTable } from './datasets/labelTable.js';
import { decodeFitted, decodePicture } from '@inrflow/drawing/node';

const inFolder = temporaryFolder('file');
const SIZE = 12;
const pixels = Uint8Array.from(uniformValues({ seed: 0, stream: 'pixels' }, SIZE * SIZE * 4), (x) => 255 * x);
const picture = () => sharp(pixels, { raw: { width: SIZE, height: SIZE, channels: 4 } });

const pngs = () => Promise.all([
  picture().png().toBuffer(), picture().png({ progressive: true }).toBuffer(), picture().png({ palette: true, colours: 5 }).toBuffer(),
  picture().removeAlpha().toColourspace('rgb16').png().toBuffer(), picture().removeAlpha().greyscale().png().withExif({ IFD0: { Orientation: '6' } }).toBuffer(),
]);
const others = () => Promise.all([
  picture().removeAlpha().jpeg().withExif({ IFD0: { Copyright: 'me' } }).toBuffer(), picture().webp().toBuffer(), picture().gif().toBuffer(), picture().tiff().toBuffer(),
]);

/** A data set of one file, given its bytes. */
const ofFile = (name: string) => async (bytes: Uint8Array) => {
  writeFileSync(inFolder(name), bytes);
  const dataset = await openImageDataset(inFolder(name), { size: 4, workers: 0 });
  try {
    await dataset.example(0, { seed: 0, stream: 'fuzz', sample: 0 });
  } finally {
    await dataset.close?.();
  }
};

fuzzReaders([
  { name: 'PNG', seeds: pngs, read: decodePicture },
  { name: 'PNG, fitted', seeds: pngs, read: (bytes) => decodeFitted(bytes, { size: 4, channels: 3, background: [255, 255, 255] }) },
  { name: 'pictures of sharp', seeds: others, read: decodePicture },
  { name: 'IDX', seeds: () => [Buffer.concat([Buffer.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 6, 0, 0, 0, 8]), pixels.subarray(0, 96)])], read: ofFile('train-images-idx3-ubyte') },
  { name: 'CIFAR', seeds: () => [Buffer.alloc(3073 * 2, 7)], read: ofFile('data_batch_1.bin') },
  ...['labels.csv', 'labels.tsv', 'labels.json'].map((name) => ({
    name,
    seeds: () => [Buffer.from(name.endsWith('json') ? '{"1.png": "cats", "2.png": "dogs"}' : 'file,class\n1.png,cats\n2.png,"dogs, wet"\n'.replaceAll(',', name.endsWith('tsv') ? '\t' : ','))],
    read: (bytes: Uint8Array) => {
      writeFileSync(inFolder(name), bytes);
      return labelByTable({ entries: [{ name: '1.png' }, { name: '2.png' }] } as never, inFolder(name), false);
    },
  })),
]);
