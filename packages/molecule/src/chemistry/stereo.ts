import type { Centre, DoubleBond } from '../molecules/index.js';
import { Library, type LibraryMolecule } from './library.js';

const { cAtomParity1, cAtomParity2, cBondParityEor1, cBondParityZor2 } = Library;

/** Heavy neighbours of an atom, by ascending index. */
const neighboursOf = (molecule: LibraryMolecule, atom: number) => Array.from({ length: molecule.getConnAtoms(atom) }, (_, i) => molecule.getConnAtom(atom, i)).sort((a, b) => a - b);

/**
 * Tetrahedral centres of known handedness.
 *
 * Parity 1 in OpenChemLib: with the neighbour of the highest index, or the hydrogen, at the back, the others go round clockwise by ascending index.
 * {@link Centre} is seen from the last neighbour, at the front, so clockwise there is anticlockwise here.
 */
export function centresOf(molecule: LibraryMolecule): Centre[] {
  const centres: Centre[] = [];
  for (let atom = 0; atom < molecule.getAtoms(); atom++) {
    const parity = molecule.getAtomParity(atom);
    const neighbours = neighboursOf(molecule, atom);
    if ((parity !== cAtomParity1 && parity !== cAtomParity2) || neighbours.length < 3 || molecule.getAtomPi(atom) > 1) continue;
    const [a, b, ...rest] = neighbours;
    centres.push({ atom, neighbours: parity === cAtomParity1 ? [b, a, ...rest] : neighbours });
  }
  return centres;
}

/** Double bonds of known configuration. */
export function doubleBondsOf(molecule: LibraryMolecule): DoubleBond[] {
  const found: DoubleBond[] = [];
  for (let bond = 0; bond < molecule.getBonds(); bond++) {
    const parity = molecule.getBondParity(bond);
    if (molecule.getBondOrder(bond) !== 2 || (parity !== cBondParityEor1 && parity !== cBondParityZor2)) continue;
    const atoms = [molecule.getBondAtom(0, bond), molecule.getBondAtom(1, bond)] as const;
    // The parity refers to the neighbours with the lowest indices: E, or 1, has them on opposite sides. An atom's other neighbour lies opposite to its first.
    const [left, right] = atoms.map((atom, end) => neighboursOf(molecule, atom).filter((other) => other !== atoms[1 - end]));
    if (left.length === 0 || right.length === 0) continue;
    const [near, far] = parity === cBondParityZor2 ? [right.slice(0, 1), right.slice(1)] : [right.slice(1), right.slice(0, 1)];
    found.push({ atoms, sides: [[left[0], ...near], [...left.slice(1), ...far]] });
  }
  return found;
}
