import { ELEMENTS, type AtomChemistry } from '@inrflow/atoms';
import type { Bond, Molecule } from '../molecules/index.js';
import { hybridisationOf } from './hybridisation.js';
import { Library, type LibraryMolecule } from './library.js';
import { centresOf, doubleBondsOf } from './stereo.js';

/** A molecule that was read. */
export interface ReadMolecule {
  molecule: Molecule;
  /** Heavy atoms that were left out with other fragments, such as those of a salt. */
  leftOut: number;
}

/** Keeps the largest fragment, the first of equal ones. @returns the number of heavy atoms in the others */
function keepLargest(molecule: LibraryMolecule): number {
  molecule.ensureHelperArrays(Library.cHelperNeighbours);
  const [before, all] = [molecule.getAtoms(), molecule.getAllAtoms()];
  const numbers: number[] = new Array(all).fill(0);
  const count = molecule.getFragmentNumbers(numbers, false, false);
  if (count < 2) return 0;
  const sizes = new Array<number>(count).fill(0);
  for (let atom = 0; atom < before; atom++) sizes[numbers[atom]]++;
  const largest = sizes.indexOf(Math.max(...sizes));
  const others = numbers.flatMap((number, atom) => (number === largest ? [] : [atom]));
  molecule.deleteAtoms(others);
  molecule.ensureHelperArrays(Library.cHelperNeighbours);
  return before - molecule.getAtoms();
}

/** Number of rings that each atom is in. */
function ringsOf(molecule: LibraryMolecule): Int32Array {
  const rings = new Int32Array(molecule.getAtoms());
  const set = molecule.getRingSet();
  for (let ring = 0; ring < set.getSize(); ring++) for (const atom of set.getRingAtoms(ring)) rings[atom]++;
  return rings;
}

function atomsOf(molecule: LibraryMolecule): AtomChemistry[] {
  const rings = ringsOf(molecule);
  return Array.from({ length: molecule.getAtoms() }, (_, atom) => {
    const element = molecule.getAtomLabel(atom);
    if (element === 'H') throw new RangeError(`atom ${atom + 1} is a hydrogen that is not bonded to one heavy atom alone; expected one bond to a heavy atom for each hydrogen`);
    if (!ELEMENTS.includes(element)) throw new RangeError(`atom ${atom + 1} is ${element === '?' ? 'of no element' : element}; expected one of ${ELEMENTS.join(' ')}`);
    const [degree, hydrogens, pi, aromatic] = [molecule.getConnAtoms(atom), molecule.getAllHydrogens(atom), molecule.getAtomPi(atom), molecule.isAromaticAtom(atom)];
    const besidePi = Array.from({ length: degree }, (__, i) => molecule.getConnAtom(atom, i)).some((other) => molecule.getAtomPi(other) > 0 && molecule.getAtomicNo(other) <= 10);
    return { element, degree, charge: molecule.getAtomCharge(atom), hydrogens, hybridisation: hybridisationOf({ element, neighbours: degree + hydrogens, pi, aromatic, besidePi }), aromatic, rings: rings[atom] };
  });
}

function bondsOf(molecule: LibraryMolecule): Bond[] {
  return Array.from({ length: molecule.getBonds() }, (_, bond): Bond => {
    const [a, b] = [molecule.getBondAtom(0, bond), molecule.getBondAtom(1, bond)];
    return { atoms: [Math.min(a, b), Math.max(a, b)], order: Math.max(1, molecule.getBondOrder(bond)), aromatic: molecule.isAromaticBond(bond) };
  });
}

/**
 * Converts what OpenChemLib has read to a molecule without hydrogens: its largest fragment.
 *
 * @param library is modified: other fragments are removed, and hydrogens come last
 * @throws RangeError if it has no heavy atom, more than allowed, or one of an unsupported element
 */
export function moleculeOf(library: LibraryMolecule, name: string, maxAtoms = Infinity): ReadMolecule {
  const leftOut = keepLargest(library);
  const atoms = library.getAtoms();
  if (atoms === 0) throw new RangeError('it has no atoms besides hydrogens');
  if (atoms > maxAtoms) throw new RangeError(`it has ${atoms} atoms besides hydrogens; expected at most ${maxAtoms}`);
  library.ensureHelperArrays(Library.cHelperCIP);
  const ranks = library.getFinalRanks(0).slice(0, atoms).map((rank) => rank - 1);
  const molecule = { name, id: library.getIDCode(), atoms: atomsOf(library), bonds: bondsOf(library), ranks, centres: centresOf(library), doubleBonds: doubleBondsOf(library) };
  return { molecule, leftOut };
}
