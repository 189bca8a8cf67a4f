import { lddtRadius, preservedShare } from './lddt.js';
import { forEachNearPair } from './neighbours.js';
import { checkPair, distanceBetween, isMissing, type AtomPositions } from './positions.js';

/** Names of side chains that may be exchanged, pair by pair, and are just as right afterwards: the list of Mariani et al. (2013). */
export const exchangeableNames: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  ARG: [['NH1', 'NH2']],
  ASP: [['OD1', 'OD2']],
  GLU: [['OE1', 'OE2']],
  LEU: [['CD1', 'CD2']],
  PHE: [['CD1', 'CD2'], ['CE1', 'CE2']],
  TYR: [['CD1', 'CD2'], ['CE1', 'CE2']],
  VAL: [['CG1', 'CG2']],
};

/** For each atom, the one that it may be exchanged with, −1 if there is none, `[atoms]`. */
function partnersOf(residues: ArrayLike<number>, names: readonly string[], residueNames: readonly string[]): Int32Array {
  const found = new Map(names.map((name, atom) => [`${residues[atom]} ${name}`, atom]));
  return Int32Array.from(names, (name, atom) => {
    const pair = exchangeableNames[residueNames[residues[atom]]]?.find((both) => both.includes(name));
    const partner = pair && found.get(`${residues[atom]} ${pair[0] === name ? pair[1] : pair[0]}`);
    return partner ?? -1;
  });
}

/**
 * Gives side chains whose atoms can be named in two ways the naming that keeps more of the reference's distances to atoms that can be named
 * in one way, as all-atom lDDT is defined. Residues are decided one by one; where both are equal, names stay.
 *
 * @param prediction Å, `[atoms, 3]`, with three NaN for a missing atom; left as it is
 * @param reference the same atoms in the same order
 * @param residues each atom's residue, `[atoms]`
 * @param names of the atoms, `[atoms]`
 * @param residueNames three-letter names, `[residues]`
 * @returns the prediction with atoms exchanged, `[atoms, 3]`
 * @throws RangeError if the counts differ or a position is bad
 */
export function bestSymmetricNames(
  prediction: AtomPositions, reference: AtomPositions, residues: ArrayLike<number>, names: readonly string[], residueNames: readonly string[],
): Float64Array {
  const atoms = checkPair(prediction, 'prediction', reference, 'reference');
  if (residues.length !== atoms || names.length !== atoms) throw new RangeError(`a structure of ${atoms} atoms has ${residues.length} residue indices and ${names.length} names`);
  const partners = partnersOf(residues, names, residueNames);
  /** By residue, how much more is preserved with its atoms exchanged. */
  const gain = new Float64Array(residueNames.length);
  const preserved = (i: number, j: number, distance: number) => (
    isMissing(prediction, i) || isMissing(prediction, j) ? 0 : preservedShare(distanceBetween(prediction, i, j) - distance)
  );
  forEachNearPair(reference, lddtRadius, (i, j, distance) => {
    if (residues[i] === residues[j] || partners[i] < 0 === partners[j] < 0) return;
    const [ambiguous, other] = partners[i] < 0 ? [j, i] : [i, j];
    gain[residues[ambiguous]] += preserved(partners[ambiguous], other, distance) - preserved(ambiguous, other, distance);
  });
  return Float64Array.from({ length: atoms * 3 }, (_, k) => {
    const atom = Math.floor(k / 3);
    return partners[atom] >= 0 && gain[residues[atom]] > 0 ? prediction[partners[atom] * 3 + (k % 3)] : prediction[k];
  });
}
