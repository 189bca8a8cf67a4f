import { checkPair, isMissing, type AtomPositions } from './positions.js';

/** How many Cα have the reference's hand. */
export interface HandednessStatistics {
  /** Residues whose N, Cα, C and Cβ are present on both sides. */
  count: number;
  /** Those of them whose Cα is the mirror image of the reference's. */
  mirrored: number;
}

/** (N − Cα) · ((C − Cα) × (Cβ − Cα)) in Å³: its sign tells L from D. */
function volumeAt(positions: AtomPositions, [centre, a, b, c]: readonly number[]): number {
  const from = (atom: number) => [0, 1, 2].map((k) => positions[atom * 3 + k] - positions[centre * 3 + k]);
  const [u, v, w] = [from(a), from(b), from(c)];
  return u[0] * (v[1] * w[2] - v[2] * w[1]) + u[1] * (v[2] * w[0] - v[0] * w[2]) + u[2] * (v[0] * w[1] - v[1] * w[0]);
}

/**
 * Compares the hand of every Cα with the reference's. lDDT compares only distances and cannot recognize a mirror image; this can.
 *
 * @param prediction Å, `[atoms, 3]`, with three NaN for a missing atom
 * @param reference the same atoms in the same order
 * @param residues each atom's residue, `[atoms]`
 * @param names of the atoms, `[atoms]`
 * @throws RangeError if the counts differ or a position is bad
 */
export function handednessStatistics(prediction: AtomPositions, reference: AtomPositions, residues: ArrayLike<number>, names: readonly string[]): HandednessStatistics {
  const atoms = checkPair(prediction, 'prediction', reference, 'reference');
  if (residues.length !== atoms || names.length !== atoms) throw new RangeError(`a structure of ${atoms} atoms has ${residues.length} residue indices and ${names.length} names`);
  const corners = new Map<number, number[]>();
  for (let atom = 0; atom < atoms; atom++) {
    const corner = ['CA', 'N', 'C', 'CB'].indexOf(names[atom]);
    if (corner < 0 || isMissing(prediction, atom) || isMissing(reference, atom)) continue;
    const found = corners.get(residues[atom]) ?? [-1, -1, -1, -1];
    found[corner] = atom;
    corners.set(residues[atom], found);
  }
  let [count, mirrored] = [0, 0];
  for (const found of corners.values()) {
    if (found.includes(-1)) continue;
    count++;
    if (volumeAt(prediction, found) * volumeAt(reference, found) < 0) mirrored++;
  }
  return { count, mirrored };
}
