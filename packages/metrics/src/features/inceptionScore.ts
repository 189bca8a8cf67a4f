import { checkPositiveCount } from '../clouds/checkClouds.js';
import { chooseIndices } from '../clouds/chooseIndices.js';
import { seededRandom } from '../clouds/seededRandom.js';
import type { Score } from '../scores/score.js';
import { checkFeatures, type Features } from './checkFeatures.js';
import { meanAndDeviation } from './meanAndDeviation.js';

/** What a classifier's outputs are. */
export type ClassOutputKind = 'probabilities' | 'logits';

/** Options of {@link inceptionScore}; all but `allowFewerSamples` are part of the protocol. */
export interface InceptionScoreOptions {
  /** Names the classifier and what its inputs were made from. */
  features: string;
  /** Probabilities, each row of which sums to 1 (up to 10⁻³, then made exact), or logits, of which the softmax is taken. */
  kind: ClassOutputKind;
  /** Number of parts of the samples, which are scored separately and averaged. Default 10. */
  splits?: number;
  /** Seed of the shuffle before the split, an integer in [0, 2³²). Default 0. */
  seed?: number;
  /** Allows splits of fewer samples than classes; no score can exceed their number. Default false. */
  allowFewerSamples?: boolean;
}

/** Class probabilities of all samples, `[count, classes]`, each row of sum 1. */
function probabilitiesOf({ values, dimensions }: Features, kind: ClassOutputKind): Float64Array {
  const probabilities = Float64Array.from(values);
  for (let start = 0; start < values.length; start += dimensions) {
    const row = probabilities.subarray(start, start + dimensions);
    const vector = start / dimensions;
    if (kind === 'logits') {
      const largest = row.reduce((most, value) => Math.max(most, value), -Infinity);
      for (let k = 0; k < dimensions; k++) row[k] = Math.exp(row[k] - largest);
    }
    const sum = row.reduce((total, value) => total + value, 0);
    if (kind === 'probabilities') {
      const negative = row.findIndex((value) => value < 0);
      if (negative >= 0) throw new RangeError(`vector ${vector} of the class outputs has ${row[negative]} for class ${negative}: a probability is not below 0 (kind 'logits' takes such)`);
      if (Math.abs(sum - 1) > 1e-3) throw new RangeError(`the probabilities of vector ${vector} of the class outputs sum to ${sum}, not 1 (kind 'logits' takes outputs before the softmax)`);
    }
    for (let k = 0; k < dimensions; k++) row[k] /= sum;
  }
  return probabilities;
}

/** exp of the mean over rows of KL(p(y|x) ‖ p(y)). */
function scoreOf(probabilities: Float64Array, classes: number, rows: Uint32Array): number {
  const marginal = new Float64Array(classes);
  for (const row of rows) for (let k = 0; k < classes; k++) marginal[k] += probabilities[row * classes + k] / rows.length;
  let divergence = 0;
  for (const row of rows) {
    for (let k = 0; k < classes; k++) {
      const p = probabilities[row * classes + k];
      if (p > 0) divergence += p * (Math.log(p) - Math.log(marginal[k]));
    }
  }
  return Math.exp(divergence / rows.length);
}

/**
 * Inception score exp(E_x KL(p(y|x) ‖ p(y))), its mean and standard deviation over splits of the shuffled samples; from 1 to the number of
 * classes, which is best. It sees no references.
 *
 * @param outputs a classifier's outputs for the samples, `[count, classes]`
 * @throws RangeError if outputs are not finite or not probabilities, or a split has fewer samples than classes (unless allowed) or fewer than two
 */
export function inceptionScore(outputs: Features, { features, kind, splits = 10, seed = 0, allowFewerSamples = false }: InceptionScoreOptions): Score {
  const count = checkFeatures(outputs, 'of class outputs');
  const classes = outputs.dimensions;
  if (kind !== 'probabilities' && kind !== 'logits') throw new RangeError(`kind must be one of probabilities, logits, not ${String(kind)}`);
  checkPositiveCount(splits, 'splits');
  if (classes < 2) throw new RangeError('an Inception score needs at least two classes, not 1');
  const smallest = Math.floor(count / splits);
  if (smallest < 2) throw new RangeError(`${count} samples in ${splits} splits leave ${smallest} for one: give at least ${2 * splits} samples or fewer splits`);
  if (smallest < classes && !allowFewerSamples) {
    throw new RangeError(`${count} samples in ${splits} splits leave ${smallest} for ${classes} classes: give at least ${classes * splits} samples, fewer splits, or set allowFewerSamples for a score that cannot reach ${classes}`);
  }
  const probabilities = probabilitiesOf(outputs, kind);
  const order = chooseIndices(count, count, seededRandom(seed));
  const scores = Array.from({ length: splits }, (_, i) => scoreOf(probabilities, classes, order.subarray(Math.floor((i * count) / splits), Math.floor(((i + 1) * count) / splits))));
  const { mean, standardDeviation } = meanAndDeviation(scores);
  return {
    name: 'Inception score', value: mean, better: 'higher', ...(splits > 1 ? { standardDeviation } : {}),
    // A single split holds all samples, whatever the seed.
    protocol: { features, classes, samples: count, splits, ...(splits > 1 ? { seed } : {}) },
  };
}
