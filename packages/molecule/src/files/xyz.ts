import { Molecule as Library } from 'openchemlib';
import type { ReadLimits, ReadRecord } from '../chemistry/index.js';
import { moleculeOf } from '../chemistry/moleculeOf.js';
import { heavyPositions } from '../chemistry/positions.js';
import { bondsByDistance } from './bondsByDistance.js';

/** Most atoms of a frame, including hydrogens, since all their distances are compared. */
const MOST = 2000;

/**
 * Reads one frame of XYZ, which has no bonds: {@link bondsByDistance} derives them.
 *
 * @param lines element and position in Å of each atom
 * @throws RangeError naming the line, or what is wrong with its bonds
 */
export function readXyz(lines: readonly string[], name: string, { maxAtoms }: ReadLimits = {}): ReadRecord {
  if (lines.length > MOST) throw new RangeError(`it has ${lines.length} atoms; expected at most ${MOST}`);
  const atoms = lines.map((line, i) => {
    const [label = '', ...numbers] = line.trim().split(/\s+/);
    const element = label[0]?.toUpperCase() + label.slice(1).toLowerCase();
    const position = numbers.slice(0, 3).map(Number);
    if (position.length < 3 || !position.every(Number.isFinite)) throw new RangeError(`atom ${i + 1} is '${line.slice(0, 60)}'; expected an element and three numbers`);
    if (!/^[A-Z][a-z]?$/.test(element) || Library.getAtomicNoFromLabel(element) === 0) throw new RangeError(`atom ${i + 1} is '${label.slice(0, 20)}'; expected an element`);
    return { element, position };
  });
  const { bonds, charges } = bondsByDistance(atoms);
  const library = new Library(atoms.length, bonds.length);
  atoms.forEach(({ element, position: [x, y, z] }, i) => {
    library.addAtom(Library.getAtomicNoFromLabel(element));
    library.setAtomX(i, x);
    library.setAtomY(i, -y);
    library.setAtomZ(i, -z);
    library.setAtomCharge(i, charges[i]);
  });
  for (const { atoms: [a, b], order } of bonds) library.setBondOrder(library.addBond(a, b), order);
  const { molecule, leftOut } = moleculeOf(library, name, maxAtoms);
  return { molecule, leftOut, positions: heavyPositions(library, molecule.atoms.length) };
}
