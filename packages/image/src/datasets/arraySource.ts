import path from 'node:path';
import type { Picture } from '../pictures/picture.js';
import type { Entry, PictureSource } from './source.js';

/** Pictures of one size in memory. */
export interface PictureArray {
  count: number;
  picture(index: number): Picture;
  /** `[count]` class indices, where the file has them. */
  labels?: ArrayLike<number>;
}

/** Checks labels against the pictures and gives the number of classes: the highest label and those below it. */
function countClasses(labels: ArrayLike<number>, count: number, where: string): number {
  if (labels.length !== count) throw new Error(`${where} has ${count} pictures, but ${labels.length} labels`);
  let highest = -1;
  for (let i = 0; i < count; i++) {
    if (!Number.isInteger(labels[i]) || labels[i] < 0) throw new Error(`label ${i} of ${where} is ${labels[i]}; expected a class index from 0 on`);
    highest = Math.max(highest, labels[i]);
  }
  return highest + 1;
}

/**
 * A source over arrays of pictures; entries are named `file#index`.
 *
 * @param classes names of the classes where they are known; else they are named by their index
 * @throws Error where labels do not fit the pictures, or exceed the names
 */
export function arraySource(parts: readonly { file: string; array: PictureArray }[], wantLabels: boolean, classes?: readonly string[]): PictureSource {
  const entries: Entry[] = [];
  const places = new Map<string, { array: PictureArray; index: number; file: string }>();
  let number = 0;
  for (const { file, array } of parts) {
    const { count, labels } = array;
    const labelled = wantLabels && labels !== undefined;
    if (labelled) number = Math.max(number, countClasses(labels, count, `'${file}'`));
    for (let index = 0; index < count; index++) {
      const name = `${path.basename(file)}#${index}`;
      entries.push({ name, ...(labelled && { label: labels[index] }) });
      places.set(name, { array, index, file });
    }
  }
  if (classes && number > classes.length) throw new Error(`'${parts[0].file}' has labels up to ${number - 1}, but ${classes.length} classes have names`);
  const place = ({ name }: Entry) => places.get(name)!;
  return {
    entries,
    classes: number === 0 ? [] : (classes ?? Array.from({ length: number }, (_, i) => String(i))),
    locate: (entry) => `${place(entry).file}#${place(entry).index}`,
    load: async (entry) => place(entry).array.picture(place(entry).index),
    close: async () => {},
  };
}
