import type { Atom } from '../chains/chain.js';
import { STANDARD_RESIDUES } from '../chains/standardResidues.js';

/** An atom's name in PDB's four columns: the element's symbol ends in the second, which distinguishes `CA` of a residue from calcium. */
export function atomNameColumns({ name, element }: Pick<Atom, 'name' | 'element'>): string {
  return (element.length === 1 && name.length < 4 ? ` ${name}` : name).padEnd(4);
}

/** A residue's atoms in the standard residue's order; others, such as `OXT`, follow. */
export function inStandardOrder(residue: string, atoms: readonly Atom[]): Atom[] {
  const names = Object.hasOwn(STANDARD_RESIDUES, residue) ? STANDARD_RESIDUES[residue].atoms : [];
  const rank = ({ name }: Atom) => (names.includes(name) ? names.indexOf(name) : names.length);
  return [...atoms].sort((a, b) => rank(a) - rank(b));
}
