import type { Tensor } from '@tensorflow/tfjs';
import type { Assignment } from '../assignments/assignment.js';

/**
 * The plug-in contract: what the library must know of a kind of data. A plain object; no base class, nothing to register.
 * Works the same under Node and in a browser; whatever touches files lives elsewhere.
 */
export interface Modality {
  /** Name in configurations and messages. */
  name: string;
  /** Channels of a coordinate, d_x. */
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
  /** Places of the latents, `[latents, coordinateChannels]`. */
  pseudoCoordinates(latents: number): Float32Array;
  /** Which pairs each latent reads, from one sample's coordinates `[points, coordinateChannels]` and current values. */
  assign(pairs: { points: number; coordinates: Float32Array; values: Float32Array }, pseudoCoordinates: Float32Array): Assignment;
  /** True where {@link Modality.assign} reads the values, so that it must be asked again at each solver step. */
  assignmentFollowsValues: boolean;
}
