/** A standard amino-acid residue. */
export interface StandardResidue {
  /** One-letter code. */
  letter: string;
  /** Names of the heavy atoms within a chain, in the PDB's order: backbone, then side chain from β outwards. */
  atoms: readonly string[];
}

const residue = (letter: string, sideChain: string): StandardResidue => ({ letter, atoms: ['N', 'CA', 'C', 'O', ...sideChain.split(' ').filter(Boolean)] });

/** The twenty amino acids of the genetic code by three-letter name, with the atom names of the PDB's chemical component dictionary. */
export const STANDARD_RESIDUES: Readonly<Record<string, StandardResidue>> = {
  ALA: residue('A', 'CB'),
  ARG: residue('R', 'CB CG CD NE CZ NH1 NH2'),
  ASN: residue('N', 'CB CG OD1 ND2'),
  ASP: residue('D', 'CB CG OD1 OD2'),
  CYS: residue('C', 'CB SG'),
  GLN: residue('Q', 'CB CG CD OE1 NE2'),
  GLU: residue('E', 'CB CG CD OE1 OE2'),
  GLY: residue('G', ''),
  HIS: residue('H', 'CB CG ND1 CD2 CE1 NE2'),
  ILE: residue('I', 'CB CG1 CG2 CD1'),
  LEU: residue('L', 'CB CG CD1 CD2'),
  LYS: residue('K', 'CB CG CD CE NZ'),
  MET: residue('M', 'CB CG SD CE'),
  PHE: residue('F', 'CB CG CD1 CD2 CE1 CE2 CZ'),
  PRO: residue('P', 'CB CG CD'),
  SER: residue('S', 'CB OG'),
  THR: residue('T', 'CB OG1 CG2'),
  TRP: residue('W', 'CB CG CD1 CD2 NE1 CE2 CE3 CZ2 CZ3 CH2'),
  TYR: residue('Y', 'CB CG CD1 CD2 CE1 CE2 CZ OH'),
  VAL: residue('V', 'CB CG1 CG2'),
};

/** Name of a residue of unknown kind. */
export const UNKNOWN_RESIDUE = 'UNK';

const BY_LETTER = new Map(Object.entries(STANDARD_RESIDUES).map(([name, { letter }]) => [letter, name]));

/** The one-letter codes of the standard residues, in alphabetical order. */
export const RESIDUE_LETTERS: readonly string[] = [...BY_LETTER.keys()].sort();

/** True for the three-letter name of a standard residue, in capitals. */
export function isStandardResidue(name: string): boolean {
  return Object.hasOwn(STANDARD_RESIDUES, name);
}

/** One-letter code of a standard residue's three-letter name, and `X` for any other. */
export function letterOf(name: string): string {
  return isStandardResidue(name) ? STANDARD_RESIDUES[name].letter : 'X';
}

/** Three-letter name for a standard residue's one-letter code in capitals; undefined for other letters. */
export function nameOfLetter(letter: string): string | undefined {
  return BY_LETTER.get(letter);
}
