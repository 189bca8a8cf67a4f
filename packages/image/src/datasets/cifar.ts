import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Picture } from '../pictures/picture.js';
import { arraySource, type PictureArray } from './arraySource.js';
import type { PictureSource } from './source.js';

const EDGE = 32;
const PIXELS = EDGE * EDGE;

/** Bytes before the pixels of a record: CIFAR-10 has the label, CIFAR-100 the coarse and the fine label. */
const LABEL_BYTES = { 'CIFAR-10': 1, 'CIFAR-100': 2 } as const;
/** Where the official archives keep the classes' names. */
const NAMES_FILE = { 'CIFAR-10': 'batches.meta.txt', 'CIFAR-100': 'fine_label_names.txt' } as const;

/** Which of the two sets a file is of, by its length: no file is a multiple of both records unless it has thousands of each. */
function kindOf(file: string, length: number): keyof typeof LABEL_BYTES {
  const fits = (['CIFAR-10', 'CIFAR-100'] as const).filter((kind) => length > 0 && length % (LABEL_BYTES[kind] + 3 * PIXELS) === 0);
  if (fits.length > 0) return fits[0];
  throw new Error(`'${file}' has ${length} bytes: neither whole records of CIFAR-10 (3073 bytes each) nor of CIFAR-100 (3074)`);
}

/** Red, green and blue planes → interleaved pixels. */
function interleave(planes: Uint8Array): Picture {
  const data = new Uint8Array(3 * PIXELS);
  for (let i = 0; i < PIXELS; i++) for (let c = 0; c < 3; c++) data[3 * i + c] = planes[c * PIXELS + i];
  return { width: EDGE, height: EDGE, channels: 3, data };
}

async function readBatch(file: string): Promise<{ kind: keyof typeof LABEL_BYTES; array: PictureArray }> {
  const bytes = await readFile(file);
  const kind = kindOf(file, bytes.length);
  const before = LABEL_BYTES[kind];
  const record = before + 3 * PIXELS;
  const count = bytes.length / record;
  return {
    kind,
    array: {
      count,
      picture: (index) => interleave(bytes.subarray(index * record + before, (index + 1) * record)),
      labels: Uint8Array.from({ length: count }, (_, index) => bytes[index * record + before - 1]),
    },
  };
}

/** The training batches among a folder's files: `data_batch_*.bin` (CIFAR-10) or `train.bin` (CIFAR-100). */
export function cifarBatches(names: readonly string[]): string[] {
  return names.filter((name) => /^(data_batch_\d+|train)\.bin$/.test(name)).sort();
}

/**
 * Batches of the binary version of CIFAR-10 or CIFAR-100 (fine labels): records of labels and 32×32 pixels in three planes. Classes
 * take their names from the text file that the official archive has beside them.
 *
 * @throws Error where a file's length is no whole number of records, or the batches are of both kinds
 */
export async function openCifar(files: readonly string[], labels: string): Promise<PictureSource> {
  const batches = await Promise.all(files.map(readBatch));
  const other = batches.findIndex(({ kind }) => kind !== batches[0].kind);
  if (other > 0) throw new Error(`'${files[other]}' is of ${batches[other].kind}, but '${files[0]}' of ${batches[0].kind}`);
  const names = await readFile(path.join(path.dirname(files[0]), NAMES_FILE[batches[0].kind]), 'utf8').catch(() => undefined);
  const classes = names?.split(/\r?\n/).filter((line) => line.trim() !== '');
  return arraySource(batches.map(({ array }, i) => ({ file: files[i], array })), labels === 'folders', classes);
}
