import type { RigidMotion } from '../proteins/optimalRotation.js';
import type { ProteinStructure } from '../proteins/structure.js';
import fixture from './fixtures/proteins.json';

/** What fixtures/make_proteins.py wrote. */
export const { whole, traces } = fixture;

/** Positions of a fixture, in which null is a missing coordinate. */
export function positionsOf(values: readonly (number | null)[]): Float64Array {
  return Float64Array.from(values, (value) => value ?? NaN);
}

const sequence = whole.sequence.split(' ');

/** Names of the atoms of 1LCD's chain A, `[atoms]`. */
export const atomNames = whole.names.split(' ');
/** Their residues, `[atoms]`. */
export const residueOf = Int32Array.from(whole.residueOf);
/** Their positions in the entry's first model. */
export const reference = positionsOf(whole.reference);
/** Their positions in its second model. */
export const prediction = positionsOf(whole.prediction);

/** Chain A of 1LCD with atoms at these positions; atoms at NaN are left out. */
export function structureAt(positions: Float64Array, file = 'made.pdb'): ProteinStructure {
  const residues = sequence.map((name, i) => ({
    name, number: i + 1, insertionCode: '', place: i,
    atoms: atomNames.flatMap((atom, k) => (residueOf[k] === i && !Number.isNaN(positions[k * 3]) ? [{ name: atom, element: atom[0], position: positions.slice(k * 3, k * 3 + 3) }] : [])),
  }));
  return { file, id: 'A', residues };
}

/** The positions of the Cα. */
export function traceOf(positions: Float64Array): Float64Array {
  return Float64Array.from(atomNames.flatMap((name, k) => (name === 'CA' ? [...positions.subarray(k * 3, k * 3 + 3)] : [])));
}

/** Mirrored at the plane x = 0. */
export function mirrored(positions: Float64Array): Float64Array {
  return positions.map((value, k) => (k % 3 === 0 ? -value : value));
}

/** A rotation by one radian about (1, 2, 2) / 3, and a shift of dozens of Å. */
export const motion: RigidMotion = (() => {
  const [[x, y, z], c, s] = [[1 / 3, 2 / 3, 2 / 3], Math.cos(1), Math.sin(1)];
  const rotation = Float64Array.of(
    c + x * x * (1 - c), x * y * (1 - c) - z * s, x * z * (1 - c) + y * s,
    y * x * (1 - c) + z * s, c + y * y * (1 - c), y * z * (1 - c) - x * s,
    z * x * (1 - c) - y * s, z * y * (1 - c) + x * s, c + z * z * (1 - c),
  );
  return { rotation, translation: Float64Array.of(40, -70, 15) };
})();
