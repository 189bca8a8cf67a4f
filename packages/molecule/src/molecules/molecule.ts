import type { AtomChemistry } from '@inrflow/atoms';

/** A bond between two atoms, the one with the smaller index first. */
export interface Bond {
  atoms: readonly [number, number];
  /** 1, 2 or 3; of an aromatic ring those of one of its Kekulé structures. */
  order: number;
  aromatic: boolean;
}

/**
 * A tetrahedral centre of known hand: seen from the last of its neighbours, or with its hydrogen or lone pair towards the eye if there are three, the first three go
 * round clockwise.
 */
export interface Centre {
  atom: number;
  /** Three or four atoms. */
  neighbours: readonly number[];
}

/** A double bond of known configuration: which neighbours of its two atoms lie on the one side of it, and which on the other. */
export interface DoubleBond {
  atoms: readonly [number, number];
  sides: readonly [readonly number[], readonly number[]];
}

/** A molecule without its hydrogens, which are counted at their atoms. */
export interface Molecule {
  name: string;
  /** A text that is the same for the same molecule, hands included, whatever the order of its atoms. */
  id: string;
  atoms: readonly AtomChemistry[];
  bonds: readonly Bond[];
  /** The canonical place of each atom, 0 to atoms − 1: the same of the same molecule, whatever the order of its atoms. */
  ranks: readonly number[];
  centres: readonly Centre[];
  doubleBonds: readonly DoubleBond[];
}

/** Positions of a molecule's atoms. */
export interface Conformer {
  molecule: Molecule;
  /** Å, `[atoms, 3]`. */
  positions: Float64Array;
}
