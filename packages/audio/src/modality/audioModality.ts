import { fourierFeaturesOf, nearestAssignment, type Modality } from '@inrflow/core';
import * as tf from '@tensorflow/tfjs-core';
import { moments } from './moments.js';

/** Options of the modality of sounds. */
export interface AudioModalityOptions {
  /** Channels of a value: 1, mono, by default. */
  channels?: 1 | 2;
  /** Number of latents, which divide a clip's time equally. */
  latents: number;
  /** Number of waves within a latent's stretch of time: the j-th turns j times, for j = 1 … this. Half as many as the stretch has moments distinguish all of them. */
  fineFrequencies: number;
}

/**
 * Angular frequencies of a moment's features on [-1, 1]: powers of two times π, up to half the number of latents, encode which latent's stretch it lies in;
 * multiples of π · latents encode where in the stretch. Two dozen frequencies thus place a sample at 8 kHz among thousands.
 */
export function angularFrequencies(latents: number, fineFrequencies: number): number[] {
  const coarse = Array.from({ length: Math.max(1, Math.ceil(Math.log2(latents))) }, (_, j) => Math.PI * 2 ** j);
  return [...coarse, ...Array.from({ length: fineFrequencies }, (_, j) => Math.PI * latents * (j + 1))];
}

/**
 * Sounds as coordinate–value sets: a moment in [-1, 1] and the pressure there. Features of a pair are [moment, Fourier features of it, weighted pressure];
 * latents lie on a grid of time, and each reads the moments nearest to it. The weight, the root of the number of Fourier features, makes the one pressure count as much as all of them:
 * a linear layer starts with weights of equal size, and would first have to learn which one of its fifty inputs matters.
 *
 * @throws RangeError if an option has an invalid value
 */
export function createAudioModality({ channels = 1, latents, fineFrequencies }: AudioModalityOptions): Modality {
  for (const [name, value] of Object.entries({ latents, fineFrequencies })) if (!Number.isInteger(value) || value < 1) throw new RangeError(`${name} must be a positive integer, not ${value}`);
  if (channels !== 1 && channels !== 2) throw new RangeError(`channels of sounds must be 1 (mono) or 2 (stereo), not ${String(channels)}`);
  const frequencies = angularFrequencies(latents, fineFrequencies);
  const weight = Math.sqrt(2 * frequencies.length);
  return {
    name: 'audio',
    coordinateChannels: 1,
    valueChannels: channels,
    featureChannels: 1 + 2 * frequencies.length + channels,
    features: (coordinates, values) => tf.tidy(() => tf.concat([coordinates, fourierFeaturesOf(coordinates, frequencies), tf.mul(values, weight)], -1)),
    pseudoCoordinates: moments,
    assign: ({ points, coordinates }, pseudoCoordinates, pairsPerLatent) => nearestAssignment(points, coordinates, pseudoCoordinates, { pairsPerLatent }),
    assignmentFollowsValues: false,
  };
}
