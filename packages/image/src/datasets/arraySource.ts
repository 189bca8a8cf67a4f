import { createHash } from 'node:crypto';
import path from 'node:path';
import { spacedIndices } from '@inrflow/core';
import { byCodePoint } from '@inrflow/core/node';
import type { Picture } from '@inrflow/drawing';
import type { Entry, PictureSource } from './source.js';

/** Pictures of one size in a file, or in memory. */
export interface PictureArray {
  /** Number of pictures. */
  count: number;
  picture(index: number): Picture | Promise<Picture>;
  /** `[count]` class indices or names, if the file has them. */
  labels?: ArrayLike<number> | readonly string[];
  /** Notes for the user about what was found while reading, a sentence each. */
  notes?: readonly string[];
  close?(): Promise<void>;
}

const areNames = (labels: ArrayLike<number> | readonly string[]): labels is readonly string[] => typeof labels[0] === 'string';

/** Maps class names to indices, and lists the names in order. */
function classesOfNames(parts: readonly (readonly string[])[]): { classes: string[]; indices: Map<string, number> } {
  const classes = [...new Set(parts.flat())].sort(byCodePoint);
  return { classes, indices: new Map(classes.map((name, index) => [name, index])) };
}

/** Checks that labels are class indices, and returns the number of classes: the highest label plus one. */
function countClasses(labels: ArrayLike<number>, where: string): number {
  let highest = -1;
  for (let i = 0; i < labels.length; i++) {
    if (!Number.isInteger(labels[i]) || labels[i] < 0 || labels[i] > 1e6) throw new Error(`label ${i} of ${where} is ${labels[i]}; expected a class index from 0 on`);
    highest = Math.max(highest, labels[i]);
  }
  return highest + 1;
}

/** Number of pictures whose pixels go into a fingerprint. */
const SAMPLED = 16;

/**
 * A source over arrays of pictures; entries are named `file#index`.
 *
 * @param classes names of the classes if they are known; otherwise each class is named by its index, or by its label
 * @throws Error if labels do not fit the pictures, or exceed the names
 */
export function arraySource(parts: readonly { file: string; array: PictureArray }[], wantLabels: boolean, classes?: readonly string[]): PictureSource {
  const entries: Entry[] = [];
  const labelled = wantLabels ? parts.map(({ array }) => array.labels).filter((labels) => labels !== undefined) : [];
  const named = labelled.length > 0 && labelled.every(areNames) ? classesOfNames(labelled) : undefined;
  let number = 0;
  for (const { file, array: { count, labels } } of parts) {
    const given = wantLabels ? labels : undefined;
    if (given && given.length !== count) throw new Error(`'${file}' has ${count} pictures, but ${given.length} labels`);
    const indices = given === undefined ? undefined : areNames(given) ? given.map((name) => named?.indices.get(name) ?? NaN) : given;
    if (indices) number = Math.max(number, countClasses(indices, `'${file}'`));
    for (let index = 0; index < count; index++) entries.push({ name: `${path.basename(file)}#${index}`, ...(indices && { label: indices[index] }) });
  }
  if (classes && number > classes.length) throw new Error(`'${parts[0].file}' has labels up to ${number - 1}, but ${classes.length} classes have names`);
  const byFile = new Map(parts.map((part) => [path.basename(part.file), part]));
  const place = ({ name }: Entry) => {
    const at = name.lastIndexOf('#');
    return { ...byFile.get(name.slice(0, at))!, index: Number(name.slice(at + 1)) };
  };
  const load = async (entry: Entry) => {
    const { array, index } = place(entry);
    return array.picture(index);
  };
  return {
    entries,
    classes: number === 0 ? [] : (named?.classes ?? classes ?? Array.from({ length: number }, (_, i) => String(i))),
    notes: parts.flatMap(({ array }) => array.notes ?? []),
    locate: (entry) => `${place(entry).file}#${place(entry).index}`,
    load,
    async fingerprint(chosen) {
      const hash = createHash('sha256').update(`${chosen.length}\n`);
      for (const { name } of chosen) hash.update(`${name}\n`);
      for (const index of spacedIndices(chosen.length, SAMPLED)) hash.update((await load(chosen[index])).data);
      return hash.digest('hex').slice(0, 32);
    },
    close: async () => {
      for (const { array } of parts) await array.close?.();
    },
  };
}
