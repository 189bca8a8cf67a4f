/** How a data set of molecules is read. Every field has a default. */
export interface MoleculeDatasetOptions {
  /** Most non-hydrogen atoms of a molecule; larger ones are left out. Default 64. */
  maxAtoms?: number;
  /** Most conformers that OpenChemLib makes of a molecule without positions: SMILES, or drawings in a plane. 0 leaves such molecules out. Default 5. */
  conformers?: number;
  /** A part of the molecules, by a hash of each molecule, so that its conformers stay together whatever file they are in; all by default. */
  split?: { /** Fraction held out, between 0 and 1. */ heldOut: number; part: 'train' | 'held-out' };
  /** Largest file that is read, in bytes; 256 MiB by default. */
  maxFileBytes?: number;
}
