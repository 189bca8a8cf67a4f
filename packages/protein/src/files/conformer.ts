import { atomInParent, parentOf } from '../chains/parents.js';
import { STANDARD_RESIDUES } from '../chains/standardResidues.js';
import { TERMINAL_OXYGEN_NAME } from '../residues/residues.js';
import type { AtomSite } from './atomSite.js';

/** A residue as a file has it, brought to one conformer. */
export interface FileResidue {
  /** Name in the file. */
  fileName: string;
  /** Name of the standard residue that it is read as; absent where there is none. */
  name?: string;
  number: number;
  insertionCode: string;
  sequenceNumber?: number;
  /** Standard heavy atoms by their names in the standard residue; all of a residue without a standard one. */
  atoms: ReadonlyMap<string, AtomSite>;
}

/** The key with the highest mean occupancy, the first on a tie. */
function mostOccupied(atoms: readonly AtomSite[], keyOf: (atom: AtomSite) => string): string {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const atom of atoms) {
    const entry = sums.get(keyOf(atom)) ?? { sum: 0, count: 0 };
    sums.set(keyOf(atom), { sum: entry.sum + (Number.isFinite(atom.occupancy) ? atom.occupancy : 0), count: entry.count + 1 });
  }
  const means = [...sums].map(([key, { sum, count }]) => ({ key, mean: sum / count }));
  // A hair's breadth apart is a tie: means of equal occupancies differ by rounding.
  return means.reduce((best, next) => (next.mean > best.mean + 1e-6 ? next : best)).key;
}

/** Atoms of one conformer: those everywhere, and those of the alternate location with the highest mean occupancy (the first on a tie). */
function chooseConformer(atoms: readonly AtomSite[]): readonly AtomSite[] {
  const alternates = atoms.filter(({ alternate }) => alternate !== '');
  const chosen = alternates.length > 0 ? mostOccupied(alternates, ({ alternate }) => alternate) : '';
  const kept = atoms.filter(({ alternate }) => alternate === '' || alternate === chosen);
  const names = new Set(kept.map(({ residue }) => residue));
  if (names.size === 1) return kept;
  // Two kinds of residue share the place: the conformer's own, or the one with the higher occupancy.
  const name = kept.find(({ alternate }) => alternate !== '')?.residue ?? mostOccupied(kept, ({ residue }) => residue);
  return kept.filter(({ residue }) => residue === name);
}

/**
 * The residue of the atoms that share a place: one conformer of it, with the heavy atoms of the standard residue that it is read as.
 * Hydrogens and what a modification adds are left out; of atoms that share a name the first is kept, those of the conformer before others.
 */
export function residueOf(sites: readonly AtomSite[], parents: ReadonlyMap<string, string>): FileResidue {
  const known = new Map([...new Set(sites.map(({ residue }) => residue))].map((name) => [name, parentOf(name, parents)]));
  const inParent = (site: AtomSite) => atomInParent(site.residue, site.name);
  const isWanted = (site: AtomSite) => {
    const parent = known.get(site.residue);
    return parent === undefined || STANDARD_RESIDUES[parent].atoms.includes(inParent(site)) || site.name === TERMINAL_OXYGEN_NAME;
  };
  const wanted = sites.filter(isWanted);
  // A residue with no standard atom at all has no conformer to choose.
  const chosen = wanted.length > 0 ? chooseConformer(wanted) : [];
  const { residue, number, insertionCode, sequenceNumber } = chosen[0] ?? sites[0];
  const atoms = new Map<string, AtomSite>();
  // An atom that is there with and without an alternate location is the conformer's own, so that its bonds fit.
  for (const site of [...chosen].sort((a, b) => Number(b.alternate !== '') - Number(a.alternate !== ''))) if (!atoms.has(inParent(site))) atoms.set(inParent(site), site);
  const name = known.get(residue);
  return { fileName: residue, ...(name !== undefined && { name }), number, insertionCode, ...(sequenceNumber !== undefined && { sequenceNumber }), atoms };
}
