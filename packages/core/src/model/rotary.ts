import * as tf from '@tensorflow/tfjs';

/** Cosines and sines of the rotation angles, each `[1, tokens, 1, channels / 2]`. */
export interface RotaryAngles {
  cosine: tf.Tensor;
  sine: tf.Tensor;
}

/** The fastest rotation, in radians for a step of 1 in a coordinate. */
const FASTEST = 32;

/**
 * Angles of an axial rotary position embedding (Su et al., 2021): the channel pairs of a head are dealt out to the coordinate's axes,
 * and pair j of an axis turns by x·ω_j with frequencies falling geometrically from 32 to 1 radians.
 *
 * @param coordinates `[tokens, axes]`
 * @param channels channels of a head, even
 */
export function rotaryAngles(coordinates: Float32Array, axes: number, channels: number): RotaryAngles {
  const tokens = coordinates.length / axes;
  const pairs = channels / 2;
  const angles = new Float32Array(tokens * pairs);
  const perAxis = Math.ceil(pairs / axes);
  for (let i = 0; i < tokens; i++) {
    for (let pair = 0; pair < pairs; pair++) {
      const [axis, j] = [pair % axes, Math.floor(pair / axes)];
      angles[i * pairs + pair] = coordinates[i * axes + axis] * FASTEST ** (1 - j / Math.max(1, perAxis - 1));
    }
  }
  const shape = [1, tokens, 1, pairs];
  return { cosine: tf.tensor(angles.map(Math.cos), shape), sine: tf.tensor(angles.map(Math.sin), shape) };
}

/**
 * Turns the channel pairs (c, c + channels/2) of every head by the tokens' angles; attention then depends on differences of coordinates.
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
