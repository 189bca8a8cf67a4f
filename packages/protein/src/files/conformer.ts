import { atomInParent, parentOf } from '../chains/parents.js';
import { STANDARD_RESIDUES } from '../chains/standardResidues.js';
import { TERMINAL_OXYGEN_NAME } from '../residues/residues.js';
import type { AtomSite } from './atomSite.js';

/** A residue of a file, reduced to one conformer. */
export interface FileResidue {
  /** Name in the file. */
  fileName: string;
  /** Name of the standard residue that it is read as; absent if there is none. */
  name?: string;
  number: number;
  insertionCode: string;
  sequenceNumber?: number;
  /** Standard heavy atoms by their names in the standard residue; all atoms if there is no standard residue. */
  atoms: ReadonlyMap<string, AtomSite>;
}

/** Keys by the sum of their atoms' occupancies, the highest first, in the file's order on a tie: a few atoms of high occupancy do not outweigh a whole residue. */
function byOccupancy(atoms: readonly AtomSite[], keyOf: (atom: AtomSite) => string): string[] {
  const sums = new Map<string, number>();
  for (const atom of atoms) sums.set(keyOf(atom), (sums.get(keyOf(atom)) ?? 0) + (Number.isFinite(atom.occupancy) ? atom.occupancy : 0));
  // A tiny difference is a tie: sums of equal occupancies differ by rounding.
  return [...sums].sort(([, a], [, b]) => (Math.abs(a - b) > 1e-6 ? b - a : 0)).map(([key]) => key);
}

/**
 * Atoms of one conformer: those of the alternate location with the highest sum of occupancies (the first on a tie), those without a location, and, for atoms that are missing from both,
 * those of the next location that has them.
 */
function chooseConformer(atoms: readonly AtomSite[]): readonly AtomSite[] {
  const alternates = byOccupancy(atoms.filter(({ alternate }) => alternate !== ''), ({ alternate }) => alternate);
  const order = [alternates[0] ?? '', '', ...alternates.slice(1)];
  const residue = atoms.find(({ alternate }) => alternate === order[0])?.residue;
  const names = new Set<string>();
  const kept: AtomSite[] = [];
  for (const wanted of order) {
    const found = atoms.filter((atom) => atom.alternate === wanted && (kept.length === 0 || wanted === '' || atom.residue === residue) && !names.has(`${atom.residue} ${atom.name}`));
    kept.push(...found);
    for (const atom of found) names.add(`${atom.residue} ${atom.name}`);
  }
  return oneResidue(kept);
}

/** Keeps the atoms of one kind of residue if two share the place: the conformer's, or the one with the higher occupancy. */
function oneResidue(kept: readonly AtomSite[]): readonly AtomSite[] {
  const names = new Set(kept.map(({ residue }) => residue));
  if (names.size === 1) return kept;
  const name = kept.find(({ alternate }) => alternate !== '')?.residue ?? byOccupancy(kept, ({ residue }) => residue)[0];
  return kept.filter(({ residue }) => residue === name);
}

/**
 * The residue of the atoms that share a place: one conformer of it, with the heavy atoms of the standard residue that it is read as.
 * Hydrogens and the atoms that a modification adds are left out; of atoms that share a name the first is kept, the conformer's before others.
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
  // Of an atom with and without an alternate location, take the conformer's own, so that its bonds fit.
  for (const site of [...chosen].sort((a, b) => Number(b.alternate !== '') - Number(a.alternate !== ''))) if (!atoms.has(inParent(site))) atoms.set(inParent(site), site);
  const name = known.get(residue);
  return { fileName: residue, ...(name !== undefined && { name }), number, insertionCode, ...(sequenceNumber !== undefined && { sequenceNumber }), atoms };
}
