import { moveAtom, optimalRotation, type RigidMotion } from './optimalRotation.js';
import { checkPair, checkPositions, presentInBoth, type AtomPositions } from './positions.js';

/** An optimal superposition. */
export interface Superposition extends RigidMotion {
  /** Root mean square distance in Å of the moved atoms from their places, √(1/n Σ ‖R m_i + t − f_i‖²). */
  rmsd: number;
  /** How many atoms were superposed: those present in both. */
  atoms: number;
}

/**
 * Superposes atoms on their places with the least RMSD over rotations and shifts (Kabsch's problem), without reflections: a mirror image
 * keeps an RMSD above 0.
 *
 * @param moving Å, `[atoms, 3]`, with three NaN for a missing atom
 * @param fixed the same atoms in the same order
 * @throws RangeError if the counts differ, a position is bad, or no atom is present in both
 */
export function superpose(moving: AtomPositions, fixed: AtomPositions): Superposition {
  checkPair(moving, 'moving atoms', fixed, 'fixed atoms');
  const atoms = presentInBoth(moving, fixed);
  if (atoms.length === 0) throw new RangeError('no atom is present on both sides: there is nothing to superpose');
  const motion = optimalRotation(moving, fixed, atoms);
  const moved = new Float64Array(3);
  let sum = 0;
  for (const atom of atoms) {
    moveAtom(motion, moving, atom, moved);
    for (let k = 0; k < 3; k++) sum += (moved[k] - fixed[atom * 3 + k]) ** 2;
  }
  return { ...motion, rmsd: Math.sqrt(sum / atoms.length), atoms: atoms.length };
}

/**
 * Atoms after a rigid motion, such as a superposition's; missing ones stay missing.
 *
 * @param positions Å, `[atoms, 3]`
 * @returns Å, `[atoms, 3]`
 * @throws RangeError if a position is bad
 */
export function moveAtoms(motion: RigidMotion, positions: AtomPositions): Float64Array {
  const atoms = checkPositions(positions, 'atoms to move');
  const moved = new Float64Array(positions.length);
  for (let atom = 0; atom < atoms; atom++) moveAtom(motion, positions, atom, moved.subarray(atom * 3, atom * 3 + 3));
  return moved;
}
