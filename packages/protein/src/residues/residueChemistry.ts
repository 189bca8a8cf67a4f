/** How an atom's orbitals are mixed; `other` where RDKit gives none of these. */
export type Hybridisation = 'sp' | 'sp2' | 'sp3' | 'sp3d' | 'sp3d2' | 'other';

/** A heavy atom of a residue and its chemistry, as RDKit sees it. */
export interface ResidueAtom {
  /** Name in the PDB, such as `CD1`. */
  name: string;
  /** Element symbol. */
  element: string;
  /** Bonds to heavy atoms, those to the residue before and after included. */
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

/** A residue type: its heavy atoms within a chain and the bonds between them. */
export interface ResidueChemistry {
  /** Three-letter name. */
  name: string;
  /** One-letter code. */
  letter: string;
  /** SMILES from the nitrogen to the carbonyl, open at both ends. */
  smiles: string;
  /** In the PDB's order: backbone, then the side chain from β outwards. */
  atoms: readonly ResidueAtom[];
  /** Names of bonded atoms, the earlier first. */
  bonds: readonly (readonly [string, string])[];
}
