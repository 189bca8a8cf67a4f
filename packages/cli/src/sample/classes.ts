import { labelsOf } from '@inrflow/core';
import { UsageError } from '../errors.js';

/**
 * The labels for `--class`: `all`, or names separated by commas; all by default. One undefined label for a model without classes.
 *
 * @throws UsageError naming the classes and the nearest one
 */
export function labelsOfFlag(asked: string | undefined, classes: readonly string[]): (number | undefined)[] {
  if (asked === undefined || (asked === 'all' && !classes.includes('all'))) return labelsOf(undefined, classes);
  if (classes.length === 0) throw new UsageError(`--class ${asked}: this model has no classes`);
  // A class whose name contains a comma is matched as a whole.
  const names = classes.includes(asked) ? [asked] : asked.split(',').map((name) => name.trim());
  try {
    return labelsOf(names, [...classes, 'all']);
  } catch (error) {
    throw new UsageError(`--class: ${(error as Error).message}`, { cause: error });
  }
}
