/** How a data set of molecules is read. Every field has a default. */
export interface MoleculeDatasetOptions {
  /** Most atoms of a molecule besides hydrogens; larger ones are left out. Default 64. */
  maxAtoms?: number;
  /** Conformers that OpenChemLib makes of a molecule that comes without positions: SMILES, or drawings in a plane. 0 refuses such molecules. Default 5. */
  conformers?: number;
  /** A part of the molecules, by a hash of each molecule, so that conformers of one stay together whatever file they are in; all by default. */
  split?: { /** Fraction held out, between 0 and 1. */ heldOut: number; part: 'train' | 'held-out' };
  /** Largest file that is read, in bytes; 256 MiB by default. */
  maxFileBytes?: number;
}
