import { summarizeDeviations, type Deviations } from './deviations.js';
import { forEachNearPair } from './neighbours.js';
import { checkPair, checkPositions, distanceBetween, isMissing, type AtomPositions } from './positions.js';

/** Å: nearer than this, atoms of a reference are taken as bonded. */
export const bondedDistance = 2;
/** Å: nearer than this, two sulphurs are. */
export const disulphideDistance = 2.3;

/**
 * Covalent bonds, inferred from geometry: heavy atoms nearer than 2 Å, two sulphurs nearer than 2.3 Å.
 *
 * @param positions of a structure whose geometry can be trusted, in Å, `[atoms, 3]`
 * @param names of the atoms, which identify sulphur, `[atoms]`
 * @returns pairs of atoms, `[bonds, 2]`
 * @throws RangeError if a position is bad or the counts differ
 */
export function bondsByDistance(positions: AtomPositions, names: readonly string[]): Int32Array {
  const atoms = checkPositions(positions, 'structure');
  if (names.length !== atoms) throw new RangeError(`names has ${names.length} entries for ${atoms} atoms`);
  const isSulphur = (atom: number) => names[atom].startsWith('S') && !names[atom].startsWith('SE');
  const bonds: number[] = [];
  forEachNearPair(positions, disulphideDistance, (i, j, distance) => {
    if (distance < bondedDistance || (isSulphur(i) && isSulphur(j))) bonds.push(i, j);
  });
  return Int32Array.from(bonds);
}

/** Checks that bonds are pairs of atoms. @throws RangeError if they are not */
export function checkBonds(bonds: ArrayLike<number>, atoms: number): void {
  if (bonds.length % 2 !== 0) throw new RangeError(`bonds has ${bonds.length} numbers: bonds are pairs of atoms`);
  for (let k = 0; k < bonds.length; k++) {
    if (!Number.isInteger(bonds[k]) || bonds[k] < 0 || bonds[k] >= atoms) throw new RangeError(`bond ${Math.floor(k / 2)} names atom ${bonds[k]} of ${atoms}`);
  }
}

/**
 * How far bonds of a prediction, of side chains too, are from their lengths in the reference.
 *
 * @param prediction Å, `[atoms, 3]`; bonds of missing atoms are left out
 * @param reference the same atoms in the same order
 * @param bonds pairs of atoms, `[bonds, 2]`, such as {@link bondsByDistance} of the reference
 * @throws RangeError if the counts differ, a position is bad, or a bond names an atom that does not exist
 */
export function bondDeviations(prediction: AtomPositions, reference: AtomPositions, bonds: ArrayLike<number>): Deviations {
  checkBonds(bonds, checkPair(prediction, 'prediction', reference, 'reference'));
  const values: number[] = [];
  for (let k = 0; k < bonds.length; k += 2) {
    const [i, j] = [bonds[k], bonds[k + 1]];
    if ([prediction, reference].some((positions) => isMissing(positions, i) || isMissing(positions, j))) continue;
    values.push(distanceBetween(prediction, i, j) - distanceBetween(reference, i, j));
  }
  return summarizeDeviations(values);
}
