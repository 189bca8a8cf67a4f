import type { Model } from '../model/checkpoint.js';

/** Labels that samples are asked for to match references; references of a class that the model does not know are answered without a class. */
export function labelsOfReferences(names: readonly (string | undefined)[], { classes }: Pick<Model, 'classes'>): (number | undefined)[] {
  return names.map((name) => (name !== undefined && classes.includes(name) ? classes.indexOf(name) : undefined));
}
