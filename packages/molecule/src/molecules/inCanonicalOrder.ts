import type { Conformer, Molecule } from './molecule.js';

/** The molecule with its atoms in canonical order. */
export function inCanonicalOrder(molecule: Molecule): Molecule {
  const { atoms, bonds, ranks, centres, doubleBonds } = molecule;
  const to = (atom: number) => ranks[atom];
  const moved = new Array<Molecule['atoms'][number]>(atoms.length);
  atoms.forEach((atom, i) => (moved[ranks[i]] = atom));
  return {
    ...molecule, atoms: moved, ranks: atoms.map((_, i) => i),
    bonds: bonds.map((bond) => ({ ...bond, atoms: [Math.min(...bond.atoms.map(to)), Math.max(...bond.atoms.map(to))] as const })),
    centres: centres.map(({ atom, neighbours }) => ({ atom: to(atom), neighbours: neighbours.map(to) })),
    doubleBonds: doubleBonds.map((bond) => ({ atoms: [to(bond.atoms[0]), to(bond.atoms[1])] as const, sides: [bond.sides[0].map(to), bond.sides[1].map(to)] as const })),
  };
}

/** Positions of a conformer in canonical order, `[atoms, 3]`. */
export function canonicalPositions({ molecule: { ranks }, positions }: Conformer): Float64Array {
  const moved = new Float64Array(positions.length);
  positions.forEach((x, at) => (moved[3 * ranks[Math.floor(at / 3)] + (at % 3)] = x));
  return moved;
}
