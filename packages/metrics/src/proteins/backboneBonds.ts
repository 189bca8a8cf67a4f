import { summarizeDeviations, type Deviations } from './deviations.js';
import { checkPair, checkPositions, distanceBetween, isMissing, type AtomPositions } from './positions.js';
import type { ProteinAtoms } from './structure.js';

/** A bond that occurs in every residue, and how long it should be. */
export interface BondKind {
  /** What tables call it, such as `N–CA`. */
  name: string;
  /** Name of the first atom. */
  first: string;
  /** Name of the second. */
  second: string;
  /** Whether the second atom is the next residue's. */
  toNext?: boolean;
  /** Å */
  length: number;
}

/** Bonds along the backbone and out of it, with the lengths of Engh & Huber (1991); glycine's and proline's differ by less than 0.02 Å. */
export const backboneBonds: readonly BondKind[] = [
  { name: 'N–CA', first: 'N', second: 'CA', length: 1.458 },
  { name: 'CA–C', first: 'CA', second: 'C', length: 1.525 },
  { name: 'C–O', first: 'C', second: 'O', length: 1.231 },
  { name: 'CA–CB', first: 'CA', second: 'CB', length: 1.53 },
  { name: 'C–N', first: 'C', second: 'N', toNext: true, length: 1.329 },
];

/** Å: residues whose peptide bond is longer than this in the reference are not joined. */
const breakDistance = 2.5;

/** Lengths of one kind of bond in a structure, against its ideal length. */
export interface BondLengthStatistics {
  /** The kind's name. */
  name: string;
  /** Å, what its length should be. */
  ideal: number;
  /** Å, the mean length; NaN if there is no bond. */
  mean: number;
  /** Of the lengths from the ideal one. */
  deviations: Deviations;
  /** Index of the residue (of the first atom) that is furthest off; −1 if there is no bond. */
  worstResidue: number;
}

/** Atoms by residue and name. @throws RangeError if one occurs twice */
function atomsByName({ names, residues }: ProteinAtoms): (residue: number, name: string) => number | undefined {
  const found = new Map<string, number>();
  names.forEach((name, atom) => {
    const key = `${residues[atom]} ${name}`;
    if (found.has(key)) throw new RangeError(`atom ${name} occurs twice in the residue at index ${residues[atom]}`);
    found.set(key, atom);
  });
  return (residue, name) => found.get(`${residue} ${name}`);
}

/**
 * Lengths of bonds, kind by kind, against what they should be. A peptide bond joins residues whose indices follow one another.
 *
 * @param atoms of one chain; bonds of missing atoms are left out
 * @param kinds {@link backboneBonds} by default
 * @param reference the same atoms in Å, `[atoms, 3]`: bonds to the next residue longer than 2.5 Å there are breaks of the chain, left out
 * @throws RangeError if a position is bad, counts differ, or an atom's name occurs twice in a residue
 */
export function bondLengthStatistics(atoms: ProteinAtoms, kinds: readonly BondKind[] = backboneBonds, reference?: AtomPositions): BondLengthStatistics[] {
  const { positions, residues, names } = atoms;
  const count = checkPositions(positions, 'structure');
  if (residues.length !== count || names.length !== count) throw new RangeError(`a structure of ${count} atoms has ${residues.length} residue indices and ${names.length} names`);
  if (reference) checkPair(positions, 'structure', reference, 'reference');
  const atomOf = atomsByName(atoms);
  return kinds.map(({ name, first, second, toNext = false, length: ideal }) => {
    const values: number[] = [];
    let [furthest, worstResidue] = [-1, -1];
    for (let i = 0; i < count; i++) {
      const j = names[i] === first ? atomOf(residues[i] + (toNext ? 1 : 0), second) : undefined;
      if (j === undefined || isMissing(positions, i) || isMissing(positions, j)) continue;
      if (toNext && reference && distanceBetween(reference, i, j) > breakDistance) continue;
      const off = distanceBetween(positions, i, j) - ideal;
      values.push(off);
      if (Math.abs(off) > furthest) [furthest, worstResidue] = [Math.abs(off), residues[i]];
    }
    const deviations = summarizeDeviations(values);
    return { name, ideal, mean: ideal + deviations.mean, deviations, worstResidue };
  });
}
