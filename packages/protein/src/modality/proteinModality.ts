import { atomsTogether, localLoss } from '@inrflow/atoms';
import { fourierFeaturesOf, type Modality } from '@inrflow/core';
import * as tf from '@tensorflow/tfjs-core';
import { EIGENVECTORS } from '../features/atomFeatures.js';
import { coordinateChannelsOf, FIRST_FEATURE, type CoordinateLayout } from '../features/coordinateLayout.js';
import { residueAssignment, residuePlaces } from './residueAssignment.js';

/** Options of the protein modality. */
export interface ProteinModalityOptions extends Partial<CoordinateLayout> {
  /**
   * Fourier frequencies of each axis of a position, π/4 · 2ʲ for j = 0 … this − 1: the slowest turns once over 8 units (80 Å at a scale of
   * 10 Å), each next one twice as fast. Default 8, whose fastest turns once in 0.6 Å.
   */
  fourierFrequencies?: number;
  /** Å per unit of the values, for the loss on local distances. Default 10. */
  scale?: number;
}

const SLOWEST = Math.PI / 4;
/** Fourier frequencies of the place along the chain: wavelengths of 4, 8, … 2 048 residues, so that neighbours are a quarter turn apart. */
const PLACE_FREQUENCIES = Array.from({ length: 10 }, (_, j) => Math.PI / 2 / 2 ** j);

/**
 * Proteins: a pair is a heavy atom; its coordinate is what the sequence says about it ({@link CoordinateLayout}), its value is its position.
 * Features of a pair are [residue type, chemistry, eigenvectors, sequence embedding, Fourier features of the place along the chain, position, Fourier
 * features of it]. A latent is a residue and reads only its own atoms.
 *
 * @throws RangeError if an option has an invalid value
 */
export function createProteinModality({ eigenvectors = EIGENVECTORS, embeddingChannels = 0, fourierFrequencies = 8, scale = 10 }: ProteinModalityOptions = {}): Modality {
  if (!Number.isInteger(fourierFrequencies) || fourierFrequencies < 1) {
    throw new RangeError(`fourierFrequencies must be a positive integer, not ${fourierFrequencies}`);
  }
  const coordinateChannels = coordinateChannelsOf({ eigenvectors, embeddingChannels });
  const known = coordinateChannels - FIRST_FEATURE;
  const frequencies = Array.from({ length: fourierFrequencies }, (_, j) => SLOWEST * 2 ** j);
  return {
    name: 'protein',
    coordinateChannels,
    valueChannels: 3,
    featureChannels: known + 2 * PLACE_FREQUENCIES.length + 3 + 2 * 3 * fourierFrequencies,
    pseudoCoordinateChannels: 1,
    features: (coordinates, values) => tf.tidy(() => {
      const [, place, , features] = tf.split(coordinates, [1, 1, 1, known], -1);
      return tf.concat([features, fourierFeaturesOf(place, PLACE_FREQUENCIES), values, fourierFeaturesOf(values, frequencies)], -1);
    }),
    pseudoCoordinates() {
      throw new RangeError("a protein's latents are its residues: their places come from its coordinates (pseudoCoordinatesOf)");
    },
    pseudoCoordinatesOf: ({ points, coordinates }) => residuePlaces(points, coordinates),
    assign: ({ points, coordinates }, places, pairsPerLatent) => residueAssignment(points, coordinates, places.length, pairsPerLatent),
    assignmentFollowsValues: false,
    auxiliaryLoss: (queries) => localLoss(queries, scale),
    decodedTogether: ({ points, values }, count, address) => atomsTogether(points, values, count, address),
  };
}
