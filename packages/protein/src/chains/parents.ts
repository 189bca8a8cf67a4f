import { isStandardResidue } from './standardResidues.js';

/** Modified residues that files use, by the standard residue that they are read as (the PDB's chemical component dictionary names these parents). */
const MODIFIED: Readonly<Record<string, string>> = {
  ALA: 'ABA AIB AYA',
  ARG: 'AGM CIR MMO',
  ASN: 'MEN SNN',
  ASP: 'ASH BHD IAS PHD',
  CYS: 'CAF CAS CCS CME CSD CSO CSS CSX CYX CYM OCS SCH SCY SEC SMC SNC YCM',
  GLN: 'MEQ PCA',
  GLU: 'CGU GLH',
  GLY: 'GLZ SAR',
  HIS: 'HIC HID HIE HIP HSD HSE HSP MHS NEP',
  ILE: 'IIL',
  LEU: 'MLE NLE',
  LYS: 'ALY KCX LLP LYN M3L MLY MLZ PYL',
  MET: 'FME MHO MME MSE SME',
  PHE: 'MEA PHI',
  PRO: 'HYP',
  SER: 'SAC SEP',
  THR: 'TPO',
  TRP: 'FTR TRO',
  TYR: 'NIY PTR TYI TYS',
  VAL: 'MVA',
};

const PARENT_OF = new Map(Object.entries(MODIFIED).flatMap(([parent, names]) => names.split(' ').map((name) => [name, parent] as const)));

/** Atoms that replace one of the parent's in a modified residue: selenium in place of sulphur. */
const REPLACED: Readonly<Record<string, { from: string; to: string }>> = { MSE: { from: 'SE', to: 'SD' }, SEC: { from: 'SE', to: 'SG' } };

/**
 * The standard residue that a residue is read as: itself, its parent in the file's own table, or its parent in the built-in one.
 *
 * @param name three-letter name, in capitals
 * @param fileParents parents by name, from the file
 * @returns undefined if the residue has no standard parent
 */
export function parentOf(name: string, fileParents?: ReadonlyMap<string, string>): string | undefined {
  if (isStandardResidue(name)) return name;
  const given = fileParents?.get(name);
  return given !== undefined && isStandardResidue(given) ? given : PARENT_OF.get(name);
}

/** Name of a residue's atom in the residue's parent: selenomethionine's `SE` is methionine's `SD`. */
export function atomInParent(residue: string, atom: string): string {
  const replaced = Object.hasOwn(REPLACED, residue) ? REPLACED[residue] : undefined;
  return replaced?.from === atom ? replaced.to : atom;
}
