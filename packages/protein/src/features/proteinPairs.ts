import { ORIENTATIONS, principalRotation, randomRotation, turned, type Orientation } from '@inrflow/atoms';
import type { Address } from '@inrflow/core';
import type { Chain } from '../chains/chain.js';
import type { SequenceEmbedding } from '../embeddings/sequenceEmbedding.js';
import { TERMINAL_OXYGEN_NAME } from '../residues/index.js';
import { createAtomFeatures, EIGENVECTORS } from './atomFeatures.js';
import { atomCount, chainFromValues, type ChainTemplate } from './chainTemplate.js';
import { coordinateChannelsOf, FIRST_FEATURE, MOST_PLACES, PLACE_CHANNEL, RESIDUE_CHANNEL, SLOT_CHANNEL } from './coordinateLayout.js';
import { embeddingRows } from './embeddingRows.js';
import { sequenceTemplate, type SequenceTemplateOptions } from './sequenceTemplate.js';

/** How chains become coordinate–value pairs and back. */
export interface ProteinPairsOptions {
  /** Å per unit of a value, about the standard deviation of a chain's atoms along an axis. Default 10. */
  scale?: number;
  /** How chains are rotated. Default `random`: a fresh rotation for each address. */
  orientation?: Orientation;
  /** Eigenvectors of a residue's graph. Default 8. */
  eigenvectors?: number;
  /** Channels of a residue's sequence embedding. Default 0: none. */
  embeddingChannels?: number;
}

/** The coordinates of a chain's atoms, and the template that their values fill in. */
export interface AtomCoordinates {
  /** Number of atoms. */
  points: number;
  /** `[points, coordinateChannels]`: see {@link CoordinateLayout}. */
  coordinates: Float32Array;
  template: ChainTemplate;
}

/** The pairs of a chain: coordinates and values of its atoms. */
export interface AtomPairs extends AtomCoordinates {
  /** `[points, 3]`: positions, centred on their mean, rotated and divided by the scale. */
  values: Float32Array;
}

/** Turns chains into pairs and values into chains. */
export interface ProteinPairs {
  /** Channels of a coordinate: see {@link CoordinateLayout}. */
  coordinateChannels: number;
  /** The options with their defaults filled in. */
  options: Required<ProteinPairsOptions>;
  /**
   * Pairs of the atoms of a chain.
   *
   * @param address from which a random rotation is drawn
   * @throws RangeError naming chain, residue and atom if one is unknown, occurs twice or has no position, the chain is empty or too long,
   * or its embedding does not fit
   */
  chainPairs(chain: Chain, given?: { address?: Address; embedding?: SequenceEmbedding }): AtomPairs;
  /**
   * Coordinates of all heavy atoms of a sequence's residues.
   *
   * @throws RangeError naming the letter and its position if it does not stand for a residue, or as {@link ProteinPairs.chainPairs}
   */
  sequencePairs(sequence: string, given?: SequenceTemplateOptions & { embedding?: SequenceEmbedding }): AtomCoordinates;
  /** The chain that values describe, in Å. @throws RangeError if they do not fit the template */
  chainFromValues(template: ChainTemplate, values: Float32Array, bFactor?: ArrayLike<number>): Chain;
}

/**
 * Makes the conversions between chains and pairs.
 *
 * @throws RangeError if an option has an invalid value
 */
export function createProteinPairs({ scale = 10, orientation = 'random', eigenvectors = EIGENVECTORS, embeddingChannels = 0 }: ProteinPairsOptions = {}): ProteinPairs {
  if (!(scale > 0 && Number.isFinite(scale))) throw new RangeError(`scale must be a positive number of Å, not ${scale}`);
  if (!ORIENTATIONS.includes(orientation)) throw new RangeError(`orientation must be ${ORIENTATIONS.map((name) => `'${name}'`).join(', ')}, not '${orientation}'`);
  const coordinateChannels = coordinateChannelsOf({ eigenvectors, embeddingChannels });
  const featuresOf = createAtomFeatures(eigenvectors);

  function coordinatesOf(template: ChainTemplate, embedding: SequenceEmbedding | undefined): Float32Array {
    const { id, residues } = template;
    if (residues.length === 0) throw new RangeError(`chain '${id}' has no residues`);
    const rowOf = embeddingRows(template, embedding, embeddingChannels);
    const coordinates = new Float32Array(atomCount(template) * coordinateChannels);
    let start = 0;
    residues.forEach(({ name, number, insertionCode, place, atoms }, index) => {
      const fail = (reason: string): never => {
        throw new RangeError(`chain '${id}', residue ${name} ${number}${insertionCode}: ${reason}`);
      };
      const known = featuresOf(name, atoms.some((atom) => atom.name === TERMINAL_OXYGEN_NAME)) ?? fail('it is not one of the standard residues');
      if (atoms.length === 0) fail('it has no atoms');
      if (!(place < MOST_PLACES)) fail(`its place is ${place}; expected less than ${MOST_PLACES}: crop the chain`);
      if (index > 0 && !(place > residues[index - 1].place)) fail(`its place is ${place}, but that of the residue before is ${residues[index - 1].place}`);
      const seen = new Set<number>();
      for (const { name: atom } of atoms) {
        const { slot, features } = known.get(atom) ?? fail(`it has an atom ${atom}; expected ${[...known.keys()].join(', ')}`);
        if (seen.has(slot)) fail(`it has the atom ${atom} twice`);
        seen.add(slot);
        coordinates[start + RESIDUE_CHANNEL] = index;
        coordinates[start + PLACE_CHANNEL] = place;
        coordinates[start + SLOT_CHANNEL] = slot;
        coordinates.set(features, start + FIRST_FEATURE);
        coordinates.set(rowOf(index), start + FIRST_FEATURE + features.length);
        start += coordinateChannels;
      }
    });
    return coordinates;
  }

  return {
    coordinateChannels,
    options: { scale, orientation, eigenvectors, embeddingChannels },
    chainPairs(chain, { address, embedding } = {}) {
      const coordinates = coordinatesOf(chain, embedding);
      const positions = centred(chain);
      if (orientation === 'random' && !address) throw new TypeError("chains are turned at random, which needs an address; or choose the orientation 'file' or 'principal'");
      const rotation = orientation === 'random' ? randomRotation(address!) : orientation === 'principal' ? principalRotation(positions) : undefined;
      const values = Float32Array.from(rotation ? turned(positions, rotation) : positions, (x) => x / scale);
      return { points: positions.length / 3, coordinates, values, template: templateOf(chain) };
    },
    sequencePairs(sequence, { embedding, ...options } = {}) {
      const template = sequenceTemplate(sequence, featuresOf, options);
      return { points: atomCount(template), coordinates: coordinatesOf(template, embedding), template };
    },
    chainFromValues: (template, values, bFactor) => chainFromValues(template, values, scale, bFactor),
  };
}

/** Positions of a chain's atoms relative to their mean, `[atoms, 3]` in Å. */
function centred({ id, residues }: Chain): Float64Array {
  const positions = Float64Array.from(residues.flatMap(({ name, number, atoms }) => atoms.flatMap((atom) => {
    if (!atom.position.every(Number.isFinite)) {
      throw new RangeError(`chain '${id}', residue ${name} ${number}: atom ${atom.name} is at [${atom.position}]; expected finite numbers`);
    }
    return [...atom.position];
  })));
  const means = [0, 0, 0];
  positions.forEach((x, at) => (means[at % 3] += (3 * x) / positions.length));
  return positions.map((x, at) => x - means[at % 3]);
}

/** A chain without its positions. */
function templateOf({ id, residues, sequence }: Chain): ChainTemplate {
  return {
    id,
    ...(sequence && { sequence }),
    residues: residues.map((residue) => ({ ...residue, atoms: residue.atoms.map(({ name, element }) => ({ name, element })) })),
  };
}
