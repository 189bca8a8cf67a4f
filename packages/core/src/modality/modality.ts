import type { Tensor } from '@tensorflow/tfjs-core';
import type { Address } from '../random/index.js';
import type { Assignment } from '../assignments/assignment.js';

/** What a network takes for the data behind the noise at the queries of a batch, with the data: what auxiliary losses compare. */
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
 * The plug-in contract: what the library must know of a kind of data. A plain object; no base class, nothing to register.
 * Works the same under Node and in a browser; whatever touches files lives elsewhere.
 */
export interface Modality {
  /** Name in configurations and messages. */
  name: string;
  /** Channels of a coordinate, d_x. 0 where a pair is its value alone, so that any number of fresh values can be asked for. */
  coordinateChannels: number;
  /** Channels of a value, d_y. */
  valueChannels: number;
  /** Channels that {@link Modality.features} makes of a pair. */
  featureChannels: number;
  /**
   * Network features of pairs, in tensors: coordinates `[…, points, coordinateChannels]` and current (noisy) values
   * `[…, points, valueChannels]` in, `[…, points, featureChannels]` out.
   */
  features(coordinates: Tensor, values: Tensor): Tensor;
  /** Channels of a latent's place, where they are not those of a coordinate. */
  pseudoCoordinateChannels?: number;
  /** Places of the latents, `[latents, pseudoCoordinateChannels]`. */
  pseudoCoordinates(latents: number): Float32Array;
  /**
   * Places of one sample's own latents, `[latents, pseudoCoordinateChannels]`, from 1 to `model.latents` of them, where their number follows
   * from its coordinates. Latents then start alike but for their places, and {@link Modality.pseudoCoordinates} is not asked.
   */
  pseudoCoordinatesOf?(pairs: { points: number; coordinates: Float32Array }): Float32Array;
  /**
   * Which pairs each latent reads, from one sample's coordinates `[points, coordinateChannels]` and current values.
   *
   * @param pairsPerLatent places that the model has in each latent, which the assignment may not exceed; absent where that is still open
   */
  assign(pairs: { points: number; coordinates: Float32Array; values: Float32Array }, pseudoCoordinates: Float32Array, pairsPerLatent?: number): Assignment;
  /**
   * A loss beside the velocity's on what queries have in common, such as distances between atoms: `[batch]`. Training weighs it by `training.auxiliaryWeight` and the square of the time,
   * as early states say little of such things. Optional.
   */
  auxiliaryLoss?(queries: DenoisedQueries): Tensor;
  /** Which points of an example are decoded together when there is an auxiliary loss, as it needs neighbours: so many different indices. At random by default. */
  decodedTogether?(pairs: { points: number; coordinates: Float32Array; values: Float32Array }, count: number, address: Address): ArrayLike<number>;
  /** True where {@link Modality.assign} reads the values, so that it must be asked again at each solver step. */
  assignmentFollowsValues: boolean;
}

/** The places of the latents that all samples share; none where each sample has latents of its own. */
export const sharedPseudoCoordinates = (modality: Pick<Modality, 'pseudoCoordinates' | 'pseudoCoordinatesOf'>, latents: number): Float32Array =>
  modality.pseudoCoordinatesOf ? new Float32Array(0) : modality.pseudoCoordinates(latents);

/** Channels of a latent's place: those of a coordinate, unless the modality says otherwise. */
export const pseudoCoordinateChannelsOf = ({ coordinateChannels, pseudoCoordinateChannels }: Pick<Modality, 'coordinateChannels' | 'pseudoCoordinateChannels'>): number =>
  pseudoCoordinateChannels ?? coordinateChannels;
