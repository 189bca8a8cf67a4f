import type { AtomChemistry, Hybridisation } from '@inrflow/atoms';

export type { Hybridisation };

/** A heavy atom of a residue and its chemistry, as RDKit sees it; bonds to the residue before and after count in its degree. */
export interface ResidueAtom extends AtomChemistry {
  /** Name in the PDB, such as `CD1`. */
  name: string;
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
