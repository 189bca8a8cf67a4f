import type { Plugin } from '@inrflow/core';
import { splitSetting } from '../config/overrides.js';
import { hasField, othersWith } from './foreign.js';

/** Which fields of `--set` another kind of data has, and the one at hand lacks: the check of the whole says whose they are. */
export async function fieldsElsewhere(settings: readonly string[] | undefined, plugin: Plugin): Promise<(field: string) => boolean> {
  const foreign = new Set<string>();
  for (const setting of settings ?? []) {
    const { field } = splitSetting(setting);
    if (!hasField(field)(plugin) && (await othersWith(plugin, hasField(field))).length > 0) foreign.add(field);
  }
  return (field) => foreign.has(field);
}
