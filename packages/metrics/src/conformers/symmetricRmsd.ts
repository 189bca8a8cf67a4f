import { optimalRotation, moveAtom, type RigidMotion } from '../proteins/optimalRotation.js';
import type { AtomPositions } from '../proteins/positions.js';

/** The best way to lay one conformer on another. */
export interface SymmetricSuperposition extends RigidMotion {
  /** √(1/n Σ ‖R x_i + t − y_π(i)‖²), Å. */
  rmsd: number;
  /** π: the atom of the fixed conformer that each atom of the moving one lies on, `[atoms]`. */
  permutation: Int32Array;
}

/**
 * Superposes a conformer on another of the same molecule with the least RMSD over rotations, shifts and the molecule's automorphisms; never mirrored.
 *
 * @param moving Å, `[atoms, 3]`
 * @param fixed the same atoms in the same order
 * @param permutations the automorphisms, see {@link graphAutomorphisms}; the identity alone by default
 * @throws RangeError if the counts differ, there are no atoms, or a position is not finite
 */
export function symmetricSuperposition(moving: AtomPositions, fixed: AtomPositions, permutations?: readonly Int32Array[]): SymmetricSuperposition {
  const atoms = moving.length / 3;
  if (moving.length !== fixed.length || atoms < 1 || !Number.isInteger(atoms)) throw new RangeError(`a conformer of ${moving.length} numbers cannot be laid on one of ${fixed.length}: expected three for each atom, as many in both`);
  for (const [name, positions] of Object.entries({ moving, fixed })) for (let i = 0; i < positions.length; i++) if (!Number.isFinite(positions[i])) throw new RangeError(`the ${name} conformer has ${positions[i]} at ${i}; expected finite positions`);
  const all = Int32Array.from({ length: atoms }, (_, i) => i);
  let best: SymmetricSuperposition | undefined;
  const [permuted, moved] = [new Float64Array(fixed.length), new Float64Array(3)];
  for (const permutation of permutations ?? [all]) {
    for (let i = 0; i < atoms; i++) for (let k = 0; k < 3; k++) permuted[3 * i + k] = fixed[3 * permutation[i] + k];
    const motion = optimalRotation(moving, permuted, all);
    let sum = 0;
    for (let i = 0; i < atoms; i++) {
      moveAtom(motion, moving, i, moved);
      for (let k = 0; k < 3; k++) sum += (moved[k] - permuted[3 * i + k]) ** 2;
    }
    const rmsd = Math.sqrt(sum / atoms);
    if (!best || rmsd < best.rmsd) best = { ...motion, rmsd, permutation };
  }
  if (!best) throw new RangeError('there are no automorphisms: expected the identity at least');
  return best;
}
