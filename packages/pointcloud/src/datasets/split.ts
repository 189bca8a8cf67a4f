import { inPart } from '@inrflow/core/node';
import type { PointCloudDatasetOptions } from './options.js';
import { PARTS, type Entry, type ShapeSource } from './source.js';

/**
 * Entries of a part: by the source's own folders if it has them, else by a hash of each name.
 *
 * @param file the source, as messages name it
 * @throws Error if the part is empty, or has a name that only folders can give
 */
export function selectPart({ entries }: ShapeSource, file: string, split: PointCloudDatasetOptions['split']): readonly Entry[] {
  const own = PARTS.filter((part) => entries.some((entry) => entry.part === part));
  if (own.length > 0) {
    const asked = split?.part ?? 'train';
    const part = asked === 'held-out' ? (own.includes('val') ? 'val' : 'test') : asked;
    const selected = entries.filter((entry) => entry.part === part);
    if (selected.length === 0) throw new Error(`'${file}' has no folder '${part}'; it has ${own.map((name) => `'${name}'`).join(' and ')}`);
    return selected;
  }
  if (!split) return entries;
  const { heldOut = 0.1, part } = split;
  if (part === 'val' || part === 'test') throw new Error(`'${file}' has no folders 'train', 'val' and 'test'; expected split.part 'train' or 'held-out', not '${part}'`);
  const selected = entries.filter((entry) => inPart(entry.name, { heldOut, part }));
  if (selected.length === 0) throw new Error(`the ${part} part of '${file}' is empty: ${entries.length} shapes, heldOut ${heldOut}`);
  return selected;
}
