/** Positions of atoms one after the other in Å, `[atoms, 3]`; a missing atom has three NaN. */
export type AtomPositions = Float32Array | Float64Array;

/** Whether an atom has no position. */
export function isMissing(positions: AtomPositions, atom: number): boolean {
  return Number.isNaN(positions[atom * 3]);
}

/**
 * Checks positions of atoms.
 *
 * @param name what an error calls them
 * @returns how many atoms there are, including missing ones
 * @throws RangeError if there are none, the length is not a multiple of 3, or an atom's position is neither finite nor three NaN
 */
export function checkPositions(positions: AtomPositions, name: string): number {
  if (positions.length === 0 || positions.length % 3 !== 0) {
    throw new RangeError(`${name}: ${positions.length} numbers: positions are x, y, z one after the other, of at least one atom`);
  }
  for (let atom = 0; atom < positions.length / 3; atom++) {
    const position = positions.subarray(atom * 3, atom * 3 + 3);
    if (position.every(Number.isFinite) || position.every(Number.isNaN)) continue;
    throw new RangeError(`atom ${atom} of the ${name} is at (${position.join(', ')}): positions must be finite, or three NaN for a missing atom`);
  }
  return positions.length / 3;
}

/** Checks positions of the same atoms twice. @returns how many atoms there are @throws RangeError if the counts differ or either is bad */
export function checkPair(first: AtomPositions, firstName: string, second: AtomPositions, secondName: string): number {
  const [atoms, others] = [checkPositions(first, firstName), checkPositions(second, secondName)];
  if (atoms !== others) throw new RangeError(`${firstName} and ${secondName} have ${atoms} and ${others} atoms: they must correspond one to one, with NaN for missing ones`);
  return atoms;
}

/** The atoms that have a position in both. */
export function presentInBoth(first: AtomPositions, second: AtomPositions): Int32Array {
  const present: number[] = [];
  for (let atom = 0; atom < first.length / 3; atom++) if (!isMissing(first, atom) && !isMissing(second, atom)) present.push(atom);
  return Int32Array.from(present);
}

/** The positions of some atoms, in the order of their indices. */
export function takeAtoms(positions: AtomPositions, atoms: Int32Array): Float64Array {
  return Float64Array.from({ length: atoms.length * 3 }, (_, k) => positions[atoms[Math.floor(k / 3)] * 3 + (k % 3)]);
}

/** The distance in Å of two atoms. */
export function distanceBetween(positions: AtomPositions, i: number, j: number): number {
  const [a, b] = [i * 3, j * 3];
  return Math.sqrt((positions[a] - positions[b]) ** 2 + (positions[a + 1] - positions[b + 1]) ** 2 + (positions[a + 2] - positions[b + 2]) ** 2);
}
