import { checkBonds } from './bonds.js';
import { forEachNearPair } from './neighbours.js';
import { checkPositions, isMissing, type AtomPositions } from './positions.js';

/** Clashes of one structure. */
export interface ClashStatistics {
  /** Pairs of atoms that clash. */
  count: number;
  /** Atoms that are part of a clash. */
  clashingAtoms: number;
  /** Atoms that have a position. */
  atoms: number;
  /** count / atoms · 1000 */
  perThousandAtoms: number;
  /** Å, of the nearest clashing pair; undefined if there is none. */
  nearest?: number;
}

/**
 * Clashes: pairs of atoms nearer than a distance that are neither bonded nor bonded to a common atom.
 *
 * @param positions heavy atoms in Å, `[atoms, 3]`, with three NaN for a missing one, which clashes with nothing
 * @param bonds pairs of atoms, `[bonds, 2]`, such as from `bondsByDistance` of the reference
 * @param distance Å; at just this distance there is no clash
 * @throws RangeError if a position is bad, a bond names an atom that does not exist, or the distance is not positive
 */
export function clashStatistics(positions: AtomPositions, bonds: ArrayLike<number>, distance: number): ClashStatistics {
  const count = checkPositions(positions, 'structure');
  if (!(distance > 0 && Number.isFinite(distance))) throw new RangeError(`the distance of a clash must be a positive number of Å, not ${distance}`);
  checkBonds(bonds, count);
  const bonded = Array.from({ length: count }, () => [] as number[]);
  for (let k = 0; k < bonds.length; k++) bonded[bonds[k]].push(bonds[k ^ 1]);
  let [clashes, nearest] = [0, Infinity];
  const clashing = new Uint8Array(count);
  forEachNearPair(positions, distance, (i, j, apart) => {
    if (bonded[i].includes(j) || bonded[i].some((atom) => bonded[j].includes(atom))) return;
    clashes++;
    clashing[i] = clashing[j] = 1;
    nearest = Math.min(nearest, apart);
  });
  let atoms = 0;
  for (let i = 0; i < count; i++) if (!isMissing(positions, i)) atoms++;
  return {
    count: clashes, clashingAtoms: clashing.reduce((sum, value) => sum + value, 0), atoms,
    perThousandAtoms: atoms ? (clashes / atoms) * 1000 : 0, ...(clashes ? { nearest } : {}),
  };
}
