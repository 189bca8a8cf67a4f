import type { Score } from '../scores/score.js';
import { checkFeatures, checkSameDimensions, type Features } from './checkFeatures.js';

/** Options of {@link meanCosine}. */
export interface CosineOptions {
  /** Names the features, such as the networks of both sides and what their inputs were made from; part of the protocol. */
  features: string;
  /** Names the set that the pairs come from; part of the protocol. */
  referenceSet: string;
}

/**
 * Mean cosine of paired feature vectors, 1/n Σ_i a_i·b_i / (‖a_i‖ ‖b_i‖), in [−1, 1]; 1 is best.
 *
 * @param samples such as features of generated clouds, `[count, dimensions]`
 * @param references such as features of the pictures they were made from, in the same order
 * @throws RangeError if counts or dimensions differ, a value is not finite, or a vector has length 0
 */
export function meanCosine(samples: Features, references: Features, { features, referenceSet }: CosineOptions): Score {
  const pairs = checkFeatures(samples, 'samples');
  const others = checkFeatures(references, 'references');
  checkSameDimensions(samples, 'samples', references, 'references');
  if (pairs !== others) throw new RangeError(`the features samples hold ${pairs} vectors and references ${others}: a mean cosine needs pairs`);
  const { dimensions } = samples;
  let sum = 0;
  for (let i = 0; i < pairs; i++) {
    let [product, first, second] = [0, 0, 0];
    for (let k = i * dimensions; k < (i + 1) * dimensions; k++) {
      product += samples.values[k] * references.values[k];
      first += samples.values[k] ** 2;
      second += references.values[k] ** 2;
    }
    if (first === 0 || second === 0) throw new RangeError(`vector ${i} of the features ${first === 0 ? 'samples' : 'references'} has length 0: it has no direction`);
    sum += product / Math.sqrt(first) / Math.sqrt(second);
  }
  return { name: 'mean cosine', value: sum / pairs, better: 'higher', protocol: { features, dimensions, referenceSet, pairs } };
}
