import { chemistryOf, laplacianEigenvectors, ORIENTATIONS, principalRotation, randomRotation, turned, type Orientation } from '@inrflow/atoms';
import { uniformValues, type Address } from '@inrflow/core';
import type { Conformer, Molecule } from '../molecules/index.js';
import { ATOM_CHANNEL, coordinateChannelsOf, EIGENVECTORS, FIRST_FEATURE, HAND_CHANNELS, MOST_ATOMS } from './coordinateLayout.js';
import { handFeatures, rightHands, sideFeatures } from './hands.js';

/** How molecules become coordinate–value pairs and back. */
export interface MoleculePairsOptions {
  /** Å per unit of a value, about the standard deviation of a molecule's atoms along an axis. Default 2. */
  scale?: number;
  /** How conformers are rotated. Default `random`: a fresh rotation for each address. */
  orientation?: Orientation;
  /** Whether to mirror half of the conformers at random, together with the hands of their centres, unless the orientation is `file`: physics does not depend on handedness. Default true. */
  mirrored?: boolean;
  /** Eigenvectors of a molecule's graph. Default 16. */
  eigenvectors?: number;
}

/** The coordinates of a molecule's atoms, in canonical order. */
export interface AtomCoordinates {
  /** Number of atoms. */
  points: number;
  /** `[points, coordinateChannels]`: see {@link CoordinateLayout}. */
  coordinates: Float32Array;
}

/** The pairs of a conformer. */
export interface AtomPairs extends AtomCoordinates {
  /** `[points, 3]`: positions, centred on their mean, rotated and divided by the scale. */
  values: Float32Array;
}

/** Turns molecules into pairs and values into positions. */
export interface MoleculePairs {
  /** Channels of a coordinate: see {@link CoordinateLayout}. */
  coordinateChannels: number;
  /** Coordinates of a molecule's atoms. @throws RangeError if it has too many atoms */
  coordinatesOf(molecule: Molecule, mirrored?: boolean): AtomCoordinates;
  /** Pairs of a conformer. @param address from which rotations and mirrors are drawn */
  pairsOf(conformer: Conformer, address?: Address): AtomPairs;
  /**
   * Converts values to positions in Å, `[atoms, 3]`, in the molecule's own order of atoms. If most of its tetrahedral centres have the wrong hand, all positions are mirrored: the
   * mirror image of a conformer is a conformer of the mirrored molecule.
   *
   * @throws RangeError if values are not three for each atom, or not finite
   */
  positionsOf(molecule: Molecule, values: Float32Array): Float64Array;
}

/**
 * Makes the conversions between molecules and pairs.
 *
 * @throws RangeError if an option has an invalid value
 */
export function createMoleculePairs({ scale = 2, orientation = 'random', mirrored: mirrors = true, eigenvectors = EIGENVECTORS }: MoleculePairsOptions = {}): MoleculePairs {
  if (!(scale > 0 && Number.isFinite(scale))) throw new RangeError(`scale must be a positive number of Å, not ${scale}`);
  if (!ORIENTATIONS.includes(orientation)) throw new RangeError(`orientation must be ${ORIENTATIONS.map((name) => `'${name}'`).join(', ')}, not '${orientation}'`);
  const coordinateChannels = coordinateChannelsOf({ eigenvectors });
  // Conformers of one molecule share their coordinates, of which the eigenvectors take longest.
  const known = new Map<string, AtomCoordinates>();

  function coordinatesOf(molecule: Molecule, mirrored = false): AtomCoordinates {
    const hands = handFeatures(molecule, mirrored);
    const key = `${molecule.id} ${molecule.ranks.map((_, atom) => atom).sort((a, b) => molecule.ranks[a] - molecule.ranks[b]).map((atom) => hands.subarray(atom * HAND_CHANNELS, (atom + 1) * HAND_CHANNELS).join('')).join('')}`;
    const before = known.get(key);
    if (before) return before;
    const points = molecule.atoms.length;
    if (points > MOST_ATOMS) throw new RangeError(`molecule '${molecule.name}' has ${points} atoms besides hydrogens; expected at most ${MOST_ATOMS}`);
    const vectors = eigenvectorsOf(molecule, eigenvectors);
    const sides = sideFeatures(molecule);
    const coordinates = new Float32Array(points * coordinateChannels);
    molecule.atoms.forEach((atom, i) => {
      const rank = molecule.ranks[i];
      const start = rank * coordinateChannels;
      coordinates[start + ATOM_CHANNEL] = rank;
      coordinates.set([...chemistryOf(atom), ...hands.subarray(i * HAND_CHANNELS, (i + 1) * HAND_CHANNELS), sides[i], ...vectors.subarray(rank * eigenvectors, (rank + 1) * eigenvectors)], start + FIRST_FEATURE);
    });
    const made = { points, coordinates };
    known.set(key, made);
    return made;
  }

  return {
    coordinateChannels,
    coordinatesOf,
    pairsOf({ molecule, positions }, address) {
      const changes = orientation !== 'file' && (mirrors || orientation === 'random');
      if (changes && !address) throw new TypeError("conformers are turned or mirrored at random, which needs an address; or choose the orientation 'file'");
      const centred = centredInOrder(molecule, positions);
      const mirrored = changes && mirrors && uniformValues({ ...address!, stream: `${address!.stream} mirror` }, 1)[0] < 0.5;
      const placed = mirrored ? centred.map((x, at) => (at % 3 === 0 ? -x : x)) : centred;
      const rotation = orientation === 'random' ? randomRotation(address!) : orientation === 'principal' ? principalRotation(placed) : undefined;
      return { ...coordinatesOf(molecule, mirrored), values: Float32Array.from(rotation ? turned(placed, rotation) : placed, (x) => x / scale) };
    },
    positionsOf(molecule, values) {
      const { atoms, ranks, centres } = molecule;
      if (values.length !== 3 * atoms.length) throw new RangeError(`molecule '${molecule.name}' has ${atoms.length} atoms, but ${values.length} values; expected ${3 * atoms.length}`);
      const bad = values.findIndex((x) => !Number.isFinite(x));
      if (bad >= 0) throw new RangeError(`molecule '${molecule.name}' has the value ${values[bad]} at ${bad}; expected finite numbers`);
      const positions = Float64Array.from(values, (_, at) => scale * values[3 * ranks[Math.floor(at / 3)] + (at % 3)]);
      return 2 * rightHands(molecule, positions) < centres.length ? positions.map((x, at) => (at % 3 === 0 ? -x : x)) : positions;
    },
  };
}

/** Eigenvectors of a molecule's graph, `[atoms, count]` in canonical order: if the graph does not determine them, canonical places do. */
function eigenvectorsOf({ atoms, bonds, ranks }: Molecule, count: number): Float32Array {
  const nameOf = (rank: number) => String(rank).padStart(4, '0');
  return laplacianEigenvectors(atoms.map((_, rank) => nameOf(rank)), bonds.map(({ atoms: [a, b] }) => [nameOf(ranks[a]), nameOf(ranks[b])] as const), count);
}

/** Positions relative to their mean, in canonical order, `[atoms, 3]` in Å. */
function centredInOrder({ ranks }: Molecule, positions: Float64Array): Float64Array {
  const ordered = new Float64Array(positions.length);
  const means = [0, 0, 0];
  positions.forEach((x, at) => {
    ordered[3 * ranks[Math.floor(at / 3)] + (at % 3)] = x;
    means[at % 3] += (3 * x) / positions.length;
  });
  return ordered.map((x, at) => x - means[at % 3]);
}
