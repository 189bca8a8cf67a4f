import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Picture } from '@inrflow/drawing';
import { arraySource, type PictureArray } from './arraySource.js';
import { openBytes } from './bytesFile.js';
import type { PictureSource } from './source.js';

const EDGE = 32;
const PIXELS = EDGE * EDGE;
/** Records read at a time. */
const AT_ONCE = 4096;

/** Bytes before the pixels of a record: CIFAR-10 has the label, CIFAR-100 the coarse and the fine label. */
const LABEL_BYTES = { 'CIFAR-10': 1, 'CIFAR-100': 2 } as const;
/** Where the official archives keep the classes' names. */
const NAMES_FILE = { 'CIFAR-10': 'batches.meta.txt', 'CIFAR-100': 'fine_label_names.txt' } as const;

/** Which of the two sets a file belongs to, by its length: only a file of thousands of records is a multiple of both record sizes. */
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

async function openBatch(file: string): Promise<{ kind: keyof typeof LABEL_BYTES; array: PictureArray }> {
  const bytes = await openBytes(file);
  try {
    const kind = kindOf(file, bytes.size);
    const before = LABEL_BYTES[kind];
    const record = before + 3 * PIXELS;
    const count = bytes.size / record;
    const labels = new Uint8Array(count);
    // A piece at a time: labels lie between the pixels of a file that may be larger than memory.
    for (let first = 0; first < count; first += AT_ONCE) {
      const some = Math.min(AT_ONCE, count - first);
      const records = await bytes.read(first * record, some * record);
      for (let i = 0; i < some; i++) labels[first + i] = records[i * record + before - 1];
    }
    return { kind, array: { count, picture: async (index) => interleave(await bytes.read(index * record + before, 3 * PIXELS)), labels, close: bytes.close } };
  } catch (error) {
    await bytes.close();
    throw error;
  }
}

/** The training batches among a folder's files: `data_batch_*.bin` (CIFAR-10) or `train.bin` (CIFAR-100). */
export function cifarBatches(names: readonly string[]): string[] {
  return names.filter((name) => /^(data_batch_\d+|train)\.bin$/.test(name)).sort();
}

/**
 * Batches of the binary version of CIFAR-10 or CIFAR-100 (fine labels): records of labels and 32×32 pixels in three planes. Classes
 * take their names from the text file that the official archive has beside them.
 *
 * @throws Error if a file's length is not a whole number of records, or the batches are of both kinds
 */
export async function openCifar(files: readonly string[], labels: string): Promise<PictureSource> {
  const batches: Awaited<ReturnType<typeof openBatch>>[] = [];
  const closeAll = async () => {
    for (const { array } of batches) await array.close?.();
  };
  try {
    for (const file of files) batches.push(await openBatch(file));
  } catch (error) {
    await closeAll();
    throw error;
  }
  const other = batches.findIndex(({ kind }) => kind !== batches[0].kind);
  if (other > 0) {
    await closeAll();
    throw new Error(`'${files[other]}' is of ${batches[other].kind}, but '${files[0]}' of ${batches[0].kind}`);
  }
  const names = await readFile(path.join(path.dirname(files[0]), NAMES_FILE[batches[0].kind]), 'utf8').catch(() => undefined);
  const classes = names?.split(/\r?\n/).filter((line) => line.trim() !== '');
  return arraySource(batches.map(({ array }, i) => ({ file: files[i], array })), labels === 'folders', classes);
}
