import type { Centre, DoubleBond, Molecule } from '../molecules/index.js';
import { HAND_CHANNELS } from './coordinateLayout.js';

/** Whether sorting these distinct numbers takes an odd number of exchanges. */
function isOdd(numbers: readonly number[]): boolean {
  let inversions = 0;
  numbers.forEach((a, i) => numbers.slice(0, i).forEach((b) => (inversions += Number(b > a))));
  return inversions % 2 === 1;
}

/** A centre's neighbours by canonical place, with the first two exchanged if its hand requires that. */
export function orderedNeighbours({ neighbours }: Centre, ranks: readonly number[], mirrored = false): number[] {
  const sorted = [...neighbours].sort((a, b) => ranks[a] - ranks[b]);
  const [a, b, ...rest] = sorted;
  return isOdd(neighbours.map((atom) => ranks[atom])) === mirrored ? sorted : [b, a, ...rest];
}

/** Roles of atoms in the centres, `[atoms, HAND_CHANNELS]`: [is one, first neighbour, second, third, fourth], summed over centres. */
export function handFeatures({ atoms, ranks, centres }: Molecule, mirrored = false): Float32Array {
  const features = new Float32Array(atoms.length * HAND_CHANNELS);
  for (const centre of centres) {
    features[centre.atom * HAND_CHANNELS]++;
    orderedNeighbours(centre, ranks, mirrored).forEach((atom, i) => features[atom * HAND_CHANNELS + 1 + i]++);
  }
  return features;
}

/** +1 at neighbours on one side of double bonds and −1 at those on the other, `[atoms]`, summed over bonds; the neighbour that comes first canonically is on the side +1. */
export function sideFeatures({ atoms, ranks, doubleBonds }: Molecule): Float32Array {
  const features = new Float32Array(atoms.length);
  for (const { sides } of doubleBonds) {
    const first = sides.flat().reduce((best, atom) => (ranks[atom] < ranks[best] ? atom : best));
    sides.forEach((side) => side.forEach((atom) => (features[atom] += side.includes(first) ? 1 : -1)));
  }
  return features;
}

/** Six times the signed volume that the first three neighbours of a centre span: positive if they go round in the centre's direction. */
function volume({ atom, neighbours }: Centre, positions: ArrayLike<number>): number {
  // Seen from the last neighbour; of three, from the side that they leave free.
  const origin = neighbours[3] ?? atom;
  const [a, b, c] = neighbours.slice(0, 3).map((neighbour) => [0, 1, 2].map((axis) => positions[3 * neighbour + axis] - positions[3 * origin + axis]));
  return a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
}

/** Number of centres whose neighbours go round in the right direction. @param positions `[atoms, 3]` */
export const rightHands = ({ centres }: Pick<Molecule, 'centres'>, positions: ArrayLike<number>): number => centres.filter((centre) => volume(centre, positions) > 0).length;

/**
 * The molecule with the hands that its positions show: if a molecule is its own mirror image, such as a meso compound, a reader may have numbered the atoms of the image.
 *
 * @param positions `[atoms, 3]`
 */
export function withHandsOf(molecule: Molecule, positions: ArrayLike<number>): Molecule {
  if (rightHands(molecule, positions) === molecule.centres.length) return molecule;
  const swapped = ({ atom, neighbours: [a, b, ...rest] }: Centre): Centre => ({ atom, neighbours: [b, a, ...rest] });
  return { ...molecule, centres: molecule.centres.map((centre) => (volume(centre, positions) > 0 ? centre : swapped(centre))) };
}

/** Number of double bonds whose neighbours lie on the right sides. @param positions `[atoms, 3]` */
export function rightSides({ doubleBonds }: Pick<Molecule, 'doubleBonds'>, positions: ArrayLike<number>): number {
  return doubleBonds.filter((bond) => sidesHold(bond, positions)).length;
}

function sidesHold({ atoms: [a, b], sides }: DoubleBond, positions: ArrayLike<number>): boolean {
  const at = (atom: number) => [0, 1, 2].map((axis) => positions[3 * atom + axis]);
  const axis = at(b).map((x, i) => x - at(a)[i]);
  const length = axis.reduce((sum, x) => sum + x * x, 0);
  // The component of a neighbour's direction across the bond; both ends lie nearly in one plane.
  const across = (atom: number) => {
    const [from, to] = [at(a), at(atom)];
    const along = to.reduce((sum, x, i) => sum + (x - from[i]) * axis[i], 0) / length;
    return to.map((x, i) => x - from[i] - along * axis[i]);
  };
  const dot = (one: number, other: number) => across(one).reduce((sum, x, i) => sum + x * across(other)[i], 0);
  const pairs = sides.flatMap((side, k) => side.flatMap((one, i) => [...side.slice(i + 1).map((other) => dot(one, other)), ...(k === 0 ? sides[1].map((other) => -dot(one, other)) : [])]));
  return pairs.every((product) => product > 0);
}
