import { createHash } from 'node:crypto';
import path from 'node:path';
import { spacedIndices } from '@inrflow/core';
import { byCodePoint, openNpy, type NpyArray, type NpyFile, type NpyText } from '@inrflow/core/node';
import { centred } from '../files/centre.js';
import { firstThree, hasPositions, readPositions } from '../files/numpy.js';
import { extensionOf } from '../files/readShape.js';
import { measured } from '../files/shape.js';
import type { Entry, ShapeSource, SourceOptions } from './source.js';

/** Class indices from an array of indices or names, and the class names. */
function classesOf(labels: NpyArray | NpyText, count: number): { indices: number[]; classes: string[] } {
  const given = 'text' in labels ? labels.text : Array.from(labels.data as ArrayLike<number | bigint>, Number);
  if (given.length !== count) throw new Error(`it has ${count} clouds, but ${given.length} labels`);
  if ('text' in labels) {
    const classes = [...new Set(labels.text)].sort(byCodePoint);
    return { indices: labels.text.map((name) => classes.indexOf(name)), classes };
  }
  const indices = given as number[];
  const wrong = indices.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label <= 1e6));
  if (wrong >= 0) throw new Error(`label ${wrong} is ${indices[wrong]}; expected a class index from 0 on`);
  return { indices, classes: Array.from({ length: indices.reduce((most, label) => Math.max(most, label), 0) + 1 }, (_, i) => String(i)) };
}

/** Wraps an array in memory so that it is read like one in a file. */
const inMemory = ({ shape, type, data }: NpyArray): NpyFile => ({
  shape, type, close: async () => {},
  read: async (first, count) => ({ shape: [count, ...shape.slice(1)], type, data: data.subarray((first * data.length) / shape[0], ((first + count) * data.length) / shape[0]) }),
});

/** Number of clouds whose positions go into a fingerprint. */
const SAMPLED = 16;

/**
 * Clouds of one NumPy file, `[clouds, points, 3]`, or with more columns, of which the first three count: `.npy`, read on demand, or `.npz` with an array of positions and optionally one of labels. Entries
 * are named `file#index`.
 *
 * @throws Error that names the file and the reason, such as another shape
 */
export async function openArrays(file: string, { labels: wanted, maxFileBytes }: SourceOptions): Promise<ShapeSource> {
  let array: NpyFile | undefined;
  try {
    let labels: NpyArray | NpyText | undefined;
    if (extensionOf(file) === '.npz') {
      const read = await readPositions(file, { maxFileBytes });
      [array, labels] = [inMemory(read.positions), read.labels];
    } else array = await openNpy(file);
    const { shape, read, close } = array;
    if (shape.length !== 3 || !hasPositions(shape)) throw new Error(`its shape is [${shape.join(', ')}]; expected [clouds, points, 3]`);
    const { indices, classes } = wanted === 'folders' && labels ? classesOf(labels, shape[0]) : { indices: undefined, classes: [] };
    const base = path.basename(file);
    const entries = Array.from({ length: shape[0] }, (_, i): Entry => ({ name: `${base}#${i}`, ...(indices && { label: indices[i] }) }));
    const indexOf = ({ name }: Entry) => Number(name.slice(base.length + 1));
    return {
      entries,
      classes,
      notes: [],
      locate: (entry) => `${file}#${indexOf(entry)}`,
      load: async (entry) => centred({ kind: 'cloud', positions: measured(firstThree(await read(indexOf(entry), 1))) }),
      async fingerprint(chosen) {
        const hash = createHash('sha256').update(`${shape.join(' ')}\n${chosen.length}\n`);
        for (const index of spacedIndices(chosen.length, SAMPLED)) hash.update(Buffer.from(firstThree(await read(indexOf(chosen[index]), 1)).buffer));
        return hash.digest('hex').slice(0, 32);
      },
      close,
    };
  } catch (error) {
    await array?.close();
    throw new Error(`cannot read '${file}': ${(error as Error).message}`, { cause: error });
  }
}
