import { makeConformers, useConformerTables } from '../chemistry/index.js';
import type { FileRecord } from '../datasets/index.js';
import { canonicalPositions, inCanonicalOrder, type Molecule } from '../molecules/index.js';

/** Conformers of one molecule, atoms in canonical order. */
export interface ConformerSet {
  /** In canonical order. */
  molecule: Molecule;
  /** Å, `[atoms, 3]` each. */
  conformers: Float64Array[];
}

/** Records by molecule, in the order in which molecules first appear. Those without positions are left out, or have conformers made by OpenChemLib. */
export function conformerSets(records: readonly FileRecord[], { make = 0 }: { /** Conformers to make of a molecule without positions; none by default. */ make?: number } = {}): ConformerSet[] {
  const sets = new Map<string, ConformerSet>();
  for (const { molecule, positions } of records) {
    if (!molecule || (!positions && make === 0)) continue;
    if (!sets.has(molecule.id)) sets.set(molecule.id, { molecule: inCanonicalOrder(molecule), conformers: [] });
    const set = sets.get(molecule.id)!;
    if (positions) set.conformers.push(canonicalPositions({ molecule, positions }));
    else if (set.conformers.length === 0) set.conformers.push(...libraryConformers(set.molecule, make));
  }
  return [...sets.values()].filter(({ conformers }) => conformers.length > 0);
}

/** At most `count` conformers made by OpenChemLib; an empty list if it makes none. */
export function libraryConformers(molecule: Molecule, count: number, seed = 0): Float64Array[] {
  useConformerTables();
  try {
    return makeConformers(molecule, { count, seed });
  } catch {
    return [];
  }
}
