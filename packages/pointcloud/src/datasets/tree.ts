import { byCodePoint, classifyByFolder } from '@inrflow/core/node';
import { PARTS, type Entry } from './source.js';
import { SYNSETS } from './synsets.js';

const isPart = (folder: string): folder is (typeof PARTS)[number] => (PARTS as readonly string[]).includes(folder);

/** Depth of the folders `train`, `val` and `test`: at the top, below each class (PointFlow's ShapeNet, ModelNet), or absent. */
function depthOfParts(names: readonly string[]): number {
  return [0, 1].find((depth) => names.every((name) => name.split('/').length > depth + 1 && isPart(name.split('/')[depth]))) ?? -1;
}

/**
 * Classes and parts of a tree of shapes: each top-level folder is a class (ShapeNet's numbers are replaced by names); there are none if all
 * files lie at the top; folders `train`, `val` and `test` at the top or below each class are parts.
 *
 * @throws Error if some shapes lie in folders and others, which then have no class, beside them
 */
export function classifyTree(names: readonly string[], where: string, labels: 'folders' | 'none'): { entries: Entry[]; classes: string[] } {
  const depth = depthOfParts(names);
  const withoutPart = (name: string) => name.split('/').filter((_, i) => i !== depth).join('/');
  const folders = labels === 'folders' ? classifyByFolder(names.map(withoutPart), where, 'shapes').classes : [];
  const entries = [...names].sort(byCodePoint).map((name): Entry => {
    const part = name.split('/')[depth] as Entry['part'];
    const label = folders.indexOf(withoutPart(name).split('/')[0]);
    return { name, ...(label >= 0 && { label }), ...(depth >= 0 && { part }) };
  });
  return { entries, classes: folders.map((folder) => SYNSETS[folder] ?? folder) };
}
