import { kMeansPlusPlusPlacement, nearestAssignment, randomPlacement, type Modality } from '@inrflow/core';
import * as tf from '@tensorflow/tfjs-core';
import { fourierFeatures } from './fourierFeatures.js';
import { gridAssignment, gridPlacement } from './gridAssignment.js';
import { pixelCoordinates } from './pixelCoordinates.js';

/** Where latents lie: on a regular grid (the paper's default), drawn uniformly, or at k-means++ centres of the pixels (its ablations). */
export type LatentPlacement = 'grid' | 'random' | 'kmeans++';

/** Options of the image modality. Every field has a default. */
export interface ImageModalityOptions {
  /** Channels of a value: 3 for RGB (default), 1 for grey. */
  channels?: 1 | 3;
  /** `grid` by default, which needs a square number of latents. */
  latentPlacement?: LatentPlacement;
  /** Seed of random and k-means++ places; 0 by default. */
  seed?: number;
  /**
   * Fourier frequencies of each coordinate, π·k for k = 1 … this. `size / 2` separates every pixel from its neighbours from the start, but
   * then the network learns each one by itself: `size / 8` trains faster and leaves no pattern between training pixels (docs/results.md).
   * 8 by default (64 pixels).
   */
  fourierFrequencies?: number;
}

const PLACEMENTS: Record<LatentPlacement, (latents: number, seed: number) => Float32Array> = {
  grid: gridPlacement,
  random: (latents, seed) => randomPlacement({ seed, stream: 'image latents' }, latents, 2),
  'kmeans++': (latents, seed) => {
    // Four pixels per latent along each axis are dense enough that the places do not depend on the pictures' size.
    const edge = Math.max(32, 4 * Math.ceil(Math.sqrt(latents)));
    return kMeansPlusPlusPlacement({ seed, stream: 'image latents' }, edge * edge, pixelCoordinates(edge), latents);
  },
};

/** Whether these are the places that {@link gridPlacement} gives to as many latents. */
function isGrid(pseudoCoordinates: Float32Array): boolean {
  const latents = pseudoCoordinates.length / 2;
  if (!Number.isInteger(Math.sqrt(latents))) return false;
  return gridPlacement(latents).every((coordinate, i) => coordinate === pseudoCoordinates[i]);
}

/**
 * Pictures as coordinate–value sets: a pixel's centre in [-1, 1]² (x, then y) and its colour in [-1, 1]. Features of a pair are
 * [coordinates, Fourier features of the coordinates, values]; each pair is read by its nearest latent.
 *
 * @throws RangeError if an option has an invalid value; `pseudoCoordinates` throws if latents on a grid are not a square number
 */
export function createImageModality(options: ImageModalityOptions = {}): Modality {
  const { channels = 3, latentPlacement = 'grid', seed = 0, fourierFrequencies = 8 } = options;
  if (channels !== 1 && channels !== 3) throw new RangeError(`channels of an image modality must be 1 (grey) or 3 (RGB), not ${channels}`);
  if (!Object.hasOwn(PLACEMENTS, latentPlacement)) {
    throw new RangeError(`latentPlacement must be 'grid', 'random' or 'kmeans++', not '${latentPlacement}'`);
  }
  if (!Number.isInteger(fourierFrequencies) || fourierFrequencies < 1) {
    throw new RangeError(`fourierFrequencies must be a positive integer, not ${fourierFrequencies}`);
  }
  return {
    name: 'image',
    coordinateChannels: 2,
    valueChannels: channels,
    featureChannels: 2 + 2 * 2 * fourierFrequencies + channels,
    features: (coordinates, values) => tf.tidy(() => tf.concat([coordinates, fourierFeatures(coordinates, fourierFrequencies), values], -1)),
    pseudoCoordinates: (latents) => PLACEMENTS[latentPlacement](latents, seed),
    assign: ({ points, coordinates }, pseudoCoordinates) =>
      isGrid(pseudoCoordinates)
        ? gridAssignment(points, coordinates, pseudoCoordinates.length / 2)
        : nearestAssignment(points, coordinates, pseudoCoordinates),
    assignmentFollowsValues: false,
  };
}
