import { UsageError } from '../errors.js';
import { expectedOneOf } from '../nearest.js';

/**
 * The labels of `--class`: `all`, or names with commas between them; all where nothing was asked for. One undefined label for a model without classes.
 *
 * @throws UsageError naming the classes and the nearest one
 */
export function labelsOf(asked: string | undefined, classes: readonly string[]): (number | undefined)[] {
  if (classes.length === 0) {
    if (asked !== undefined && asked !== 'all') throw new UsageError(`--class ${asked}: this model has no classes`);
    return [undefined];
  }
  if (asked === undefined || (asked === 'all' && !classes.includes('all'))) return classes.map((_, label) => label);
  // A class whose own name has a comma is taken whole.
  const names = classes.includes(asked) ? [asked] : asked.split(',').map((name) => name.trim());
  return names.map((name) => {
    const label = classes.indexOf(name);
    if (label < 0) throw new UsageError(`--class: there is no class '${name}': ${expectedOneOf(name, [...classes, 'all'])}`);
    return label;
  });
}
