import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { extensionOf } from '../files/readShape.js';
import { readPositions, toFloats } from '../files/numpy.js';
import type { Entry, ShapeSource, SourceOptions } from './source.js';

/** Class indices of an array, checked. */
function checkLabels(labels: readonly number[], count: number): number[] {
  if (labels.length !== count) throw new Error(`it has ${count} clouds, but ${labels.length} labels`);
  const wrong = labels.findIndex((label) => !(Number.isInteger(label) && label >= 0));
  if (wrong >= 0) throw new Error(`label ${wrong} is ${labels[wrong]}; expected a class index from 0 on`);
  return [...labels];
}

/**
 * Clouds of one NumPy file, `[clouds, points, 3]`: `.npy`, or `.npz` with an array of positions and, if it has one, of labels. Entries
 * are named `file#index`.
 *
 * @throws Error that names the file and the reason, such as another shape
 */
export async function openArrays(file: string, { labels: wanted }: SourceOptions): Promise<ShapeSource> {
  try {
    const { positions, labels } = await readPositions(extensionOf(file) === '.npz' ? file : await readFile(file));
    const { shape } = positions;
    if (shape.length !== 3 || shape[2] !== 3) throw new Error(`its shape is [${shape.join(', ')}]; expected [clouds, points, 3]`);
    const numbers = toFloats(positions);
    const classOf = wanted === 'folders' && labels ? checkLabels(Array.from(labels.data as ArrayLike<number | bigint>, Number), shape[0]) : undefined;
    const entries = Array.from({ length: shape[0] }, (_, i): Entry => ({ name: `${path.basename(file)}#${i}`, ...(classOf && { label: classOf[i] }) }));
    const indices = new Map(entries.map(({ name }, i) => [name, i]));
    const size = 3 * shape[1];
    return {
      entries,
      classes: classOf ? Array.from({ length: Math.max(...classOf) + 1 }, (_, i) => String(i)) : [],
      locate: ({ name }) => `${file}#${indices.get(name)}`,
      load: async ({ name }) => ({ kind: 'cloud', positions: numbers.subarray(size * indices.get(name)!, size * (indices.get(name)! + 1)) }),
      close: async () => {},
    };
  } catch (error) {
    throw new Error(`cannot read '${file}': ${(error as Error).message}`, { cause: error });
  }
}
