import { forEachNearPair } from './neighbours.js';
import { checkPair, distanceBetween, isMissing, type AtomPositions } from './positions.js';

/** Å: pairs nearer than this in the reference count. */
export const lddtRadius = 15;
/** Å: a distance is preserved within each of these. */
export const lddtThresholds: readonly number[] = [0.5, 1, 2, 4];

/** An lDDT and what it is made of. */
export interface LocalDistanceScore {
  /** In [0, 1]; 1 is best. */
  value: number;
  /** The share over the pairs that an atom of the residue is part of, `[residues]`; NaN for a residue without any. */
  perResidue: Float64Array;
  /** How many pairs of atoms count. */
  pairs: number;
}

/** The share of thresholds within which a distance that changed by this many Å is preserved. */
export function preservedShare(change: number): number {
  let share = 0;
  for (const threshold of lddtThresholds) if (Math.abs(change) < threshold) share += 1 / lddtThresholds.length;
  return share;
}

/**
 * lDDT, the local distance difference test (Mariani et al. 2013): over all pairs of atoms nearer than 15 Å in the reference, the share
 * whose distance the prediction keeps, |d − d_reference| < t, averaged over t = 0.5, 1, 2 and 4 Å. All comparisons are strict.
 *
 * With residues given, pairs within one residue are left out: the all-atom score (see `bestSymmetricNames` for its symmetric side chains). Without residues, each atom is its own residue: given Cα atoms,
 * the Cα-lDDT. A pair with an atom that the reference lacks does not count; one with an atom that the prediction alone lacks counts as
 * not preserved. Distances are all that is compared, so a mirror image scores 1: look at a TM-score or RMSD beside it.
 *
 * @param prediction Å, `[atoms, 3]`, with three NaN for a missing atom
 * @param reference the same atoms in the same order
 * @param residues each atom's residue, counted from 0, `[atoms]`
 * @throws RangeError if the counts differ, a position is bad, a residue is not an index, or no pair counts
 */
export function lddt(prediction: AtomPositions, reference: AtomPositions, residues?: ArrayLike<number>): LocalDistanceScore {
  const atoms = checkPair(prediction, 'prediction', reference, 'reference');
  const residueOf = residues ?? Array.from({ length: atoms }, (_, i) => i);
  if (residueOf.length !== atoms) throw new RangeError(`residues has ${residueOf.length} indices for ${atoms} atoms`);
  let count = 0;
  for (let i = 0; i < atoms; i++) {
    if (!Number.isInteger(residueOf[i]) || residueOf[i] < 0) throw new RangeError(`residues[${i}] is ${residueOf[i]}: residues are counted from 0`);
    count = Math.max(count, residueOf[i] + 1);
  }

  const [kept, counted] = [new Float64Array(count), new Float64Array(count)];
  let [allKept, pairs] = [0, 0];
  forEachNearPair(reference, lddtRadius, (i, j, distance) => {
    const [first, second] = [residueOf[i], residueOf[j]];
    if (first === second) return;
    const share = isMissing(prediction, i) || isMissing(prediction, j) ? 0 : preservedShare(distanceBetween(prediction, i, j) - distance);
    pairs++;
    allKept += share;
    kept[first] += share;
    kept[second] += share;
    counted[first]++;
    counted[second]++;
  });
  if (pairs === 0) throw new RangeError(`lDDT is not defined: no two atoms of different residues are nearer than ${lddtRadius} Å in the reference`);
  return { value: allKept / pairs, perResidue: kept.map((sum, i) => sum / counted[i]), pairs };
}
