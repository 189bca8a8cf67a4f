import { atomsTogether, localLoss } from '@inrflow/atoms';
import { fourierFeaturesOf, type Modality } from '@inrflow/core';
import * as tf from '@tensorflow/tfjs-core';
import { ATOM_CHANNEL, coordinateChannelsOf, EIGENVECTORS, FIRST_FEATURE, MOST_ATOMS, type CoordinateLayout } from '../features/coordinateLayout.js';

/** Options of the molecule modality. */
export interface MoleculeModalityOptions extends Partial<CoordinateLayout> {
  /**
   * Fourier frequencies of each axis of a position, π/4 · 2ʲ for j = 0 … this − 1: the slowest turns once over 8 units (16 Å at a scale of 2 Å), each next one twice as fast. Default 6,
   * whose fastest turns once in 0.5 Å.
   */
  fourierFrequencies?: number;
  /** Å per unit of the values, for the loss on local distances. Default 2. */
  scale?: number;
  /** Gives every molecule the same number of latents, which attend to all of its atoms (the perceiver encoder), instead of a latent per atom. Default false. */
  fixedLatents?: boolean;
}

const SLOWEST = Math.PI / 4;

type Latents = Pick<Modality, 'pseudoCoordinates' | 'pseudoCoordinatesOf' | 'assign'>;

/** Latents that do not belong to atoms: their places only distinguish them. */
const fixed: Latents = {
  pseudoCoordinates: (latents) => Float32Array.from({ length: latents }, (_, i) => (2 * i + 1) / latents - 1),
  assign() {
    throw new RangeError('fixed latents have no atoms of their own: model.fixedLatents needs the encoder perceiver');
  },
};

/** The canonical place of a pair's atom. @throws RangeError if it is not valid */
function placeOf(coordinates: Float32Array, channels: number, point: number): number {
  const place = coordinates[point * channels + ATOM_CHANNEL];
  if (!(Number.isInteger(place) && place >= 0 && place < MOST_ATOMS)) throw new RangeError(`pair ${point} is of atom ${place}; expected an integer from 0 to ${MOST_ATOMS - 1}`);
  return place;
}

/**
 * Molecules: a pair is an atom; its coordinate is what the graph says about it ({@link CoordinateLayout}), its value is its position. Features of a pair are [chemistry, hands, sides,
 * eigenvectors, position, Fourier features of it]. A latent is an atom and reads only that one, unless `fixedLatents` is set.
 *
 * @throws RangeError if an option has an invalid value
 */
export function createMoleculeModality({ eigenvectors = EIGENVECTORS, fourierFrequencies = 6, scale = 2, fixedLatents = false }: MoleculeModalityOptions = {}): Modality {
  if (!Number.isInteger(fourierFrequencies) || fourierFrequencies < 1) throw new RangeError(`fourierFrequencies must be a positive integer, not ${fourierFrequencies}`);
  const coordinateChannels = coordinateChannelsOf({ eigenvectors });
  const known = coordinateChannels - FIRST_FEATURE;
  const frequencies = Array.from({ length: fourierFrequencies }, (_, j) => SLOWEST * 2 ** j);
  const perAtom: Latents = {
    pseudoCoordinates() {
      throw new RangeError("a molecule's latents are its atoms: their places come from its coordinates (pseudoCoordinatesOf)");
    },
    pseudoCoordinatesOf({ points, coordinates }) {
      const places = Array.from({ length: points }, (_, point) => placeOf(coordinates, coordinateChannels, point));
      // If only a part of the atoms is given, missing ones have no latents, and the others keep their order.
      const present = [...new Set(places)].sort((a, b) => a - b);
      return Float32Array.from(present, (place) => (2 * place) / MOST_ATOMS - 1);
    },
    assign({ points, coordinates }, places, pairsPerLatent = 1) {
      const latentOf = new Map([...places].map((place, latent) => [Math.round(((place + 1) * MOST_ATOMS) / 2), latent]));
      const latents = places.length;
      const [indices, counts, mask] = [new Int32Array(latents * pairsPerLatent), new Int32Array(latents), new Uint8Array(latents * pairsPerLatent)];
      for (let point = 0; point < points; point++) {
        const latent = latentOf.get(placeOf(coordinates, coordinateChannels, point));
        if (latent === undefined) throw new RangeError(`pair ${point} is of atom ${coordinates[point * coordinateChannels]}, which has no latent`);
        if (counts[latent] >= pairsPerLatent) throw new RangeError(`pair ${point} is of an atom that another pair is of`);
        const at = latent * pairsPerLatent + counts[latent]++;
        indices[at] = point;
        mask[at] = 1;
      }
      return { latents, pairsPerLatent, indices, counts, mask };
    },
  };
  return {
    name: 'molecule',
    coordinateChannels,
    valueChannels: 3,
    featureChannels: known + 3 + 2 * 3 * fourierFrequencies,
    pseudoCoordinateChannels: 1,
    features: (coordinates, values) => tf.tidy(() => {
      const [, features] = tf.split(coordinates, [FIRST_FEATURE, known], -1);
      return tf.concat([features, values, fourierFeaturesOf(values, frequencies)], -1);
    }),
    ...(fixedLatents ? fixed : perAtom),
    assignmentFollowsValues: false,
    auxiliaryLoss: (queries) => localLoss(queries, scale),
    decodedTogether: ({ points, values }, count, address) => atomsTogether(points, values, count, address),
  };
}
