import { UNKNOWN_RESIDUE } from '../chains/standardResidues.js';
import { RESIDUE_TABLE, TERMINAL_OXYGEN } from './residueTable.js';
import type { ResidueAtom, ResidueChemistry } from './residueChemistry.js';

/** Name of the oxygen that only the last residue of a whole chain has. */
export const TERMINAL_OXYGEN_NAME = TERMINAL_OXYGEN.name;
/** Most heavy atoms of a residue within a chain: those of tryptophan. */
export const MOST_ATOMS = 14;
/** Slots for a residue's atoms: its own by the PDB's order, and the last for the terminal oxygen. */
export const ATOM_SLOTS = MOST_ATOMS + 1;

// Residues of unknown kind have a backbone and usually a β carbon in files, so they are treated as alanine, as crystallographers do.
const UNKNOWN: ResidueChemistry = { ...RESIDUE_TABLE[0], name: UNKNOWN_RESIDUE, letter: 'X' };

/** The residue types that a model distinguishes: the twenty standard ones by name, then the unknown one. */
export const RESIDUE_TYPES: readonly ResidueChemistry[] = [...RESIDUE_TABLE, UNKNOWN];

const BY_NAME = new Map(RESIDUE_TYPES.map((type, index) => [type.name, { type, index }]));

/**
 * A residue type and its index among {@link RESIDUE_TYPES}, by its three-letter name.
 *
 * @returns undefined if the name is not a residue type's
 */
export function residueType(name: string): { type: ResidueChemistry; index: number } | undefined {
  return BY_NAME.get(name);
}

/** The heavy atoms of a residue, with the oxygen that ends the chain if `terminal`. */
export function atomsOf({ atoms }: ResidueChemistry, terminal = false): readonly ResidueAtom[] {
  return terminal ? [...atoms, TERMINAL_OXYGEN] : atoms;
}

/** The bonds of a residue, with that of the oxygen that ends the chain if `terminal`. */
export function bondsOf({ bonds }: ResidueChemistry, terminal = false): readonly (readonly [string, string])[] {
  return terminal ? [...bonds, ['C', TERMINAL_OXYGEN_NAME]] : bonds;
}
