import * as tf from '@tensorflow/tfjs-core';

/** Constants of AdamW (Loshchilov and Hutter, 2019). */
export interface AdamWOptions {
  /** Decay of the mean gradient, β₁. */
  beta1: number;
  /** Decay of the mean squared gradient, β₂. */
  beta2: number;
  /** ε, added to the root of the mean squared gradient. */
  epsilon: number;
  /** Decoupled weight decay, in units of the learning rate. */
  weightDecay: number;
}

/** The numbers of one step that depend on how many steps there have been, as scalars. */
export interface AdamWScalars {
  /** lr·√(1 − β₂ᵗ)/(1 − β₁ᵗ) */
  stepSize: tf.Tensor;
  /** ε·√(1 − β₂ᵗ) */
  epsilon: tf.Tensor;
  /** lr·weightDecay */
  decay: tf.Tensor;
}

/**
 * The scalars of step t = 1, 2, …
 *
 * Both bias corrections are folded in: lr·m̂/(√v̂ + ε) = stepSize·m/(√v + ε·√(1 − β₂ᵗ)).
 */
export function adamWScalars({ beta1, beta2, epsilon, weightDecay }: AdamWOptions, learningRate: number, step: number) {
  const root = Math.sqrt(1 - beta2 ** step);
  return { stepSize: (learningRate * root) / (1 - beta1 ** step), epsilon: epsilon * root, decay: learningRate * weightDecay };
}

/** A parameter with its moments. */
export interface Moments {
  parameter: tf.Tensor;
  /** Mean gradient, m. */
  first: tf.Tensor;
  /** Mean squared gradient, v. */
  second: tf.Tensor;
}

/**
 * One AdamW update of one tensor: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², p ← p·(1 − lr·decay) − lr·m̂/(√v̂ + ε).
 *
 * @param gradient before clipping
 * @param clip the factor that clipping multiplies gradients by, a scalar
 */
export function adamW({ parameter, first, second }: Moments, gradient: tf.Tensor, clip: tf.Tensor, options: AdamWOptions, scalars: AdamWScalars): Moments {
  const { beta1, beta2, weightDecay } = options;
  const nextFirst = tf.add(tf.mul(first, beta1), tf.mul(gradient, tf.mul(clip, 1 - beta1)));
  const nextSecond = tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), tf.mul(tf.square(clip), 1 - beta2)));
  const update = tf.mul(tf.div(nextFirst, tf.add(tf.sqrt(nextSecond), scalars.epsilon)), scalars.stepSize);
  const kept = weightDecay === 0 ? parameter : tf.mul(parameter, tf.sub(1, scalars.decay));
  return { parameter: tf.sub(kept, update), first: nextFirst, second: nextSecond };
}
