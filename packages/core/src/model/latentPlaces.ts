import * as tf from '@tensorflow/tfjs-core';
import { fourierFeatures, placeFeaturesOf } from './fourierFeatures.js';

/** The places of latents: shared by all samples and known beforehand, or each sample's own. */
export interface LatentPlaces {
  /** Channels of a place. */
  axes: number;
  /** Shared `[latents, axes]`, or own `[batch, latents, axes]`. */
  places: Float32Array | tf.Tensor;
}

/** Whether all samples share the places. */
export const isShared = (places: LatentPlaces['places']): places is Float32Array => ArrayBuffer.isView(places);

/** Fourier features of the places: `[latents, features]` if shared, which makes them constants, otherwise `[batch, latents, features]`. */
export function placeFeatures({ places, axes }: LatentPlaces, frequencies: number): tf.Tensor {
  if (!isShared(places)) return placeFeaturesOf(places, frequencies);
  return tf.tensor2d(fourierFeatures(places, axes, frequencies), [places.length / axes, axes * (1 + 2 * frequencies)]);
}
