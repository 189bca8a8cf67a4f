import { fourierFeaturesOf, type Modality } from '@inrflow/core';
import * as tf from '@tensorflow/tfjs-core';
import { cellAssignment, cellPlacement } from './cellAssignment.js';

/** Options of the point-cloud modality. */
export interface PointCloudModalityOptions {
  /**
   * Fourier frequencies of each axis, π/4 · 2ʲ for j = 0 … this − 1: the slowest turns once over 8 units, each next one twice as fast.
   * Default 7, whose fastest turns eight times a unit.
   */
  fourierFrequencies?: number;
}

const SLOWEST = Math.PI / 4;

/**
 * Point clouds: a pair is just a position, coordinate and value in one, which starts as noise and flows onto the surface. A query is
 * any fresh noise, so a model can sample more points than it was trained on. Features of a pair are [position, Fourier features of it].
 * Latents divide space along a curve: see {@link cellAssignment}.
 *
 * @throws RangeError if `fourierFrequencies` is not a positive integer
 */
export function createPointCloudModality({ fourierFrequencies = 7 }: PointCloudModalityOptions = {}): Modality {
  if (!Number.isInteger(fourierFrequencies) || fourierFrequencies < 1) {
    throw new RangeError(`fourierFrequencies must be a positive integer, not ${fourierFrequencies}`);
  }
  const frequencies = Array.from({ length: fourierFrequencies }, (_, j) => SLOWEST * 2 ** j);
  return {
    name: 'pointcloud',
    coordinateChannels: 0,
    valueChannels: 3,
    featureChannels: 3 + 2 * 3 * fourierFrequencies,
    pseudoCoordinateChannels: 3,
    features: (_, positions) => tf.tidy(() => tf.concat([positions, fourierFeaturesOf(positions, frequencies)], -1)),
    pseudoCoordinates: cellPlacement,
    assign: ({ points, values }, pseudoCoordinates, pairsPerLatent) => cellAssignment(points, values, pseudoCoordinates.length / 3, pairsPerLatent),
    assignmentFollowsValues: true,
  };
}
