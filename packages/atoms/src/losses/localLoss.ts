import type { DenoisedQueries } from '@inrflow/core';
import * as tf from '@tensorflow/tfjs-core';

/** Å: pairs that are nearer in the data count (Mariani et al., 2013). */
const RADIUS = 15;
/** Å: the thresholds of lDDT. */
const THRESHOLDS = [0.5, 1, 2, 4];
/** Å: atoms that are nearer in the data are bonded. */
const BONDED = 2;
/** Å: an error of a bond's length that costs as much as no local distance kept. */
const BOND_TOLERANCE = 0.1;

/** Distances between all points of a sample, `[batch, points, points]`, in units of `scale`. Kept from 0, where a root has no slope. */
function distances(positions: tf.Tensor, scale: number): tf.Tensor {
  const apart = tf.sub(tf.expandDims(positions, 2), tf.expandDims(positions, 1));
  return tf.mul(tf.sqrt(tf.add(tf.sum(tf.square(apart), 3), 1e-6)), scale);
}

/**
 * What a predicted structure loses of local distances, from 0 to about 1, plus what its bonds are off: per sample `[batch]`.
 *
 * Smooth lDDT (Abramson et al., 2024, algorithm 27): 1 − the mean over pairs within 15 Å in the data of ¼ Σ sigmoid(c − |d̂ − d|), c = ½, 1, 2, 4 Å. Bonds: the mean over pairs within 2 Å of
 * (d̂ − d)² / (0.1 Å)², no more than 1 each pair.
 *
 * @param scale Å in a unit of the values
 */
export function localLoss({ denoised, data, mask }: DenoisedQueries, scale: number): tf.Tensor {
  return tf.tidy(() => {
    const [predicted, actual] = [distances(denoised, scale), distances(data, scale)];
    const points = data.shape[1]!;
    const others = tf.sub(1, tf.expandDims(tf.eye(points), 0));
    const both = mask ? tf.mul(others, tf.mul(tf.expandDims(mask, 2), tf.expandDims(mask, 1))) : others;
    const within = (radius: number) => tf.mul(both, tf.cast(tf.less(actual, radius), 'float32'));
    const meanOver = (pairs: tf.Tensor, values: tf.Tensor) => tf.div(tf.sum(tf.mul(values, pairs), [1, 2]), tf.maximum(tf.sum(pairs, [1, 2]), 1));
    const off = tf.sub(predicted, actual);
    const size = tf.abs(off);
    const kept = THRESHOLDS.map((threshold) => tf.sigmoid(tf.sub(threshold, size))).reduce((sum, each) => tf.add(sum, each));
    const local = tf.sub(1, meanOver(within(RADIUS), tf.mul(kept, 1 / THRESHOLDS.length)));
    // x / (1 + x) instead of a minimum: a bond that is far off still pulls.
    const squared = tf.square(tf.mul(off, 1 / BOND_TOLERANCE));
    return tf.add(local, meanOver(within(BONDED), tf.div(squared, tf.add(squared, 1))));
  });
}
