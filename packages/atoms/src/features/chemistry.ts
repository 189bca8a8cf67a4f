import { ELEMENTS } from './elements.js';

/** How an atom's orbitals are mixed; `other` if it is none of these. */
export type Hybridisation = 'sp' | 'sp2' | 'sp3' | 'sp3d' | 'sp3d2' | 'other';

const HYBRIDISATIONS: readonly Hybridisation[] = ['sp', 'sp2', 'sp3', 'sp3d', 'sp3d2', 'other'];

/** An atom's chemistry. */
export interface AtomChemistry {
  /** Element symbol. */
  element: string;
  /** Bonds to atoms that are nodes of the graph. */
  degree: number;
  /** Formal charge. */
  charge: number;
  /** Hydrogens that are not atoms of their own: the paper's implicit valence. */
  hydrogens: number;
  hybridisation: Hybridisation;
  aromatic: boolean;
  /** Rings that the atom is in, of the smallest set of smallest rings. */
  rings: number;
}

/** Channels of the paper's table of atom features: element one-hot, degree, charge, implicit valence, hybridization one-hot, aromatic, rings. */
export const CHEMISTRY_CHANNELS = ELEMENTS.length + 3 + HYBRIDISATIONS.length + 2;

const oneHot = (choices: readonly string[], chosen: string) => choices.map((choice) => Number(choice === chosen));

/**
 * An atom's chemistry (App. A.3 of the paper): [element one-hot (35), degree, formal charge, implicit valence, hybridization one-hot
 * {sp, sp2, sp3, sp3d, sp3d2, other}, aromatic, number of rings].
 *
 * @returns `[CHEMISTRY_CHANNELS]`
 */
export function chemistryOf({ element, degree, charge, hydrogens, hybridisation, aromatic, rings }: AtomChemistry): number[] {
  return [...oneHot(ELEMENTS, element), degree, charge, hydrogens, ...oneHot(HYBRIDISATIONS, hybridisation), Number(aromatic), rings];
}
