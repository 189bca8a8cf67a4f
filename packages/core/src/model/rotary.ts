import * as tf from '@tensorflow/tfjs-core';
import { isShared, type LatentPlaces } from './latentPlaces.js';

/** Cosines and sines of the rotation angles, each `[1 or batch, tokens, 1, channels / 2]`. */
export interface RotaryAngles {
  cosine: tf.Tensor;
  sine: tf.Tensor;
}

/** Frequencies in radians by axis and channel pair, `[axes][pairs]`: pairs are distributed over the axes; 0 if a pair belongs to another axis. */
function rotaryFrequencies(axes: number, pairs: number, fastest: number): number[][] {
  const perAxis = Math.ceil(pairs / axes);
  return Array.from({ length: axes }, (_, axis) => Array.from({ length: pairs }, (_, pair) =>
    (pair % axes === axis ? fastest ** (1 - Math.floor(pair / axes) / Math.max(1, perAxis - 1)) : 0)));
}

/**
 * Angles of an axial rotary position embedding (Su et al., 2021): the channel pairs of a head are distributed over the coordinate's axes,
 * and pair j of an axis is rotated by x·ω_j with frequencies falling geometrically from the fastest to 1 radian.
 *
 * @param channels channels of a head, even
 * @param fastest in radians per unit
 */
export function rotaryAngles({ places, axes }: LatentPlaces, channels: number, fastest: number): RotaryAngles {
  const pairs = channels / 2;
  const frequencies = rotaryFrequencies(axes, pairs, fastest);
  if (!isShared(places)) {
    const [batch, tokens] = places.shape;
    const product = tf.matMul(tf.reshape(places, [-1, axes]) as tf.Tensor2D, tf.tensor2d(frequencies));
    const angles = tf.reshape(product, [batch, tokens, 1, pairs]);
    return { cosine: tf.cos(angles), sine: tf.sin(angles) };
  }
  const tokens = places.length / axes;
  const angles = Float32Array.from({ length: tokens * pairs }, (_, at) => {
    const [token, pair] = [Math.floor(at / pairs), at % pairs];
    return places[token * axes + (pair % axes)] * frequencies[pair % axes][pair];
  });
  const shape = [1, tokens, 1, pairs];
  return { cosine: tf.tensor(angles.map(Math.cos), shape), sine: tf.tensor(angles.map(Math.sin), shape) };
}

/**
 * Rotates the channel pairs (c, c + channels/2) of every head by the tokens' angles; attention then depends on differences of coordinates.
 *
 * @param x `[batch, tokens, width]`
 */
export function rotate(x: tf.Tensor, { cosine, sine }: RotaryAngles, heads: number): tf.Tensor {
  const [batch, tokens, width] = x.shape;
  const split = tf.reshape(x, [batch, tokens, heads, width / heads]);
  const [first, second] = tf.split(split, 2, 3);
  const turned = tf.concat([tf.sub(tf.mul(first, cosine), tf.mul(second, sine)), tf.add(tf.mul(first, sine), tf.mul(second, cosine))], 3);
  return tf.reshape(turned, [batch, tokens, width]);
}
