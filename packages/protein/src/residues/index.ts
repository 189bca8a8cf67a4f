export type { Hybridisation, ResidueAtom, ResidueChemistry } from './residueChemistry.js';
export { ATOM_SLOTS, atomsOf, bondsOf, MOST_ATOMS, RESIDUE_TYPES, residueType, TERMINAL_OXYGEN_NAME } from './residues.js';
