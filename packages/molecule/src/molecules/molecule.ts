import type { AtomChemistry } from '@inrflow/atoms';

/** A bond between two atoms, the one with the smaller index first. */
export interface Bond {
  /** Indices of the atoms. */
  atoms: readonly [number, number];
  /** 1, 2 or 3; in an aromatic ring, that of one of its Kekulé structures. */
  order: number;
  aromatic: boolean;
}

/**
 * A tetrahedral centre of known handedness: seen from the last of its neighbours, or with its hydrogen or lone pair towards the eye if there are three, the first three go
 * round clockwise.
 */
export interface Centre {
  /** Index of the atom. */
  atom: number;
  /** Indices of three or four atoms. */
  neighbours: readonly number[];
}

/** A double bond of known configuration. */
export interface DoubleBond {
  /** Indices of its two atoms. */
  atoms: readonly [number, number];
  /** Indices of their neighbours on the one side of it, and on the other. */
  sides: readonly [readonly number[], readonly number[]];
}

/** A molecule without its hydrogens, which are counted at their atoms. */
export interface Molecule {
  name: string;
  /** A text that identifies the molecule, including its hands, whatever the order of its atoms. */
  id: string;
  atoms: readonly AtomChemistry[];
  bonds: readonly Bond[];
  /** The canonical place of each atom, 0 to atoms − 1, which does not depend on the order of the atoms. */
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
