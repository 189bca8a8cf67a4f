import type { Tensor } from '@tensorflow/tfjs-core';
import type { Address } from '../random/index.js';
import type { Assignment } from '../assignments/assignment.js';

/** The denoised values that a network predicts at the queries of a batch, and the data: what auxiliary losses compare. */
export interface DenoisedQueries {
  /** `[batch, queries, coordinateChannels]` */
  coordinates: Tensor;
  /** `[batch, queries, valueChannels]` */
  denoised: Tensor;
  /** `[batch, queries, valueChannels]` */
  data: Tensor;
  /** `[batch, queries]`: 1 for a query, 0 for padding; absent if nothing is padded. */
  mask?: Tensor;
}

/**
 * What the network needs to know about a kind of data. A plain object; there is no base class and no registration.
 * Works the same in Node and in a browser; code that touches files belongs elsewhere.
 */
export interface Modality {
  /** Name in configurations and messages. */
  name: string;
  /** Channels of a coordinate, d_x. 0 if a pair is only its value, so that any number of fresh values can be sampled. */
  coordinateChannels: number;
  /** Channels of a value, d_y. */
  valueChannels: number;
  /** Number of channels that {@link Modality.features} returns per pair. */
  featureChannels: number;
  /**
   * Network features of pairs, in tensors: coordinates `[…, points, coordinateChannels]` and current (noisy) values
   * `[…, points, valueChannels]` in, `[…, points, featureChannels]` out.
   */
  features(coordinates: Tensor, values: Tensor): Tensor;
  /** Channels of a latent's place, if they differ from those of a coordinate. */
  pseudoCoordinateChannels?: number;
  /** Places of the latents, `[latents, pseudoCoordinateChannels]`. */
  pseudoCoordinates(latents: number): Float32Array;
  /**
   * Places of one sample's own latents, `[latents, pseudoCoordinateChannels]`, 1 to `model.latents` of them, if their number depends
   * on its coordinates. Latents then differ at the start only by their places, and {@link Modality.pseudoCoordinates} is not called.
   */
  pseudoCoordinatesOf?(pairs: { points: number; coordinates: Float32Array }): Float32Array;
  /**
   * Which pairs each latent reads, from one sample's coordinates `[points, coordinateChannels]` and current values.
   *
   * @param pairsPerLatent capacity of each latent in the model, which the assignment must not exceed; absent while that is undecided
   */
  assign(pairs: { points: number; coordinates: Float32Array; values: Float32Array }, pseudoCoordinates: Float32Array, pairsPerLatent?: number): Assignment;
  /**
   * A loss in addition to the velocity's, on relations between queries, such as distances between atoms: `[batch]`. Training weights it by `training.auxiliaryWeight` and the square of the time,
   * because early states say little about such relations. Optional.
   */
  auxiliaryLoss?(queries: DenoisedQueries): Tensor;
  /** Chooses the points of an example that are decoded together for an auxiliary loss, which needs neighbours: `count` different indices. Random by default. */
  decodedTogether?(pairs: { points: number; coordinates: Float32Array; values: Float32Array }, count: number, address: Address): ArrayLike<number>;
  /** Whether {@link Modality.assign} reads the values, so that it must be called again at each solver step. */
  assignmentFollowsValues: boolean;
}

/** The places of the latents that all samples share; empty if each sample has its own latents. */
export const sharedPseudoCoordinates = (modality: Pick<Modality, 'pseudoCoordinates' | 'pseudoCoordinatesOf'>, latents: number): Float32Array =>
  modality.pseudoCoordinatesOf ? new Float32Array(0) : modality.pseudoCoordinates(latents);

/** Channels of a latent's place: those of a coordinate, unless the modality says otherwise. */
export const pseudoCoordinateChannelsOf = ({ coordinateChannels, pseudoCoordinateChannels }: Pick<Modality, 'coordinateChannels' | 'pseudoCoordinateChannels'>): number =>
  pseudoCoordinateChannels ?? coordinateChannels;
