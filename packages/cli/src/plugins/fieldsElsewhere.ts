import type { Plugin } from '@inrflow/core';
import { splitSetting } from '../config/overrides.js';
import { hasField, othersWith } from './foreign.js';

/** The fields of `--set` that belong to another kind of data; the check of the whole configuration says to which. */
export async function fieldsElsewhere(settings: readonly string[] | undefined, plugin: Plugin): Promise<(field: string) => boolean> {
  const foreign = new Set<string>();
  for (const setting of settings ?? []) {
    const { field } = splitSetting(setting);
    if (!hasField(field)(plugin) && (await othersWith(plugin, hasField(field))).length > 0) foreign.add(field);
  }
  return (field) => foreign.has(field);
}
