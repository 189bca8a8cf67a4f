import { packRows, rowProducts, type PackedRows } from '../linearAlgebra/rowProducts.js';
import type { Score } from '../scores/score.js';
import { checkFeatures, checkSameDimensions, type Features } from './checkFeatures.js';
import { frechetOfMoments, frechetOfParts, traceOfFactored, traceOfSquareRoot } from './frechetOfMoments.js';
import { meanOf, moments } from './moments.js';

/** Options of {@link frechetDistance}. */
export interface FrechetOptions {
  /** Names the features, such as the network, its layer and what its inputs were made from; part of the protocol. */
  features: string;
  /** Names the reference set; part of the protocol. */
  referenceSet: string;
  /** Allows fewer samples than dimensions, with which a covariance is singular and the distance biased. Default false. */
  allowFewerSamples?: boolean;
}

/** (x − μ) / √(count − 1) as rows F, so that Fᵀ F is the covariance. */
function centredFactor({ values, dimensions }: Features, mean: Float64Array): PackedRows {
  const count = values.length / dimensions;
  const scale = 1 / Math.sqrt(count - 1);
  return packRows(count, dimensions, (row, k) => (values[row * dimensions + k] - mean[k]) * scale);
}

/** The trace of a covariance: its factor's entries squared and summed. */
const varianceOf = ({ panels }: PackedRows) => panels.reduce((sum, value) => sum + value * value, 0);

/** The distance if `fewer` has fewer vectors than dimensions: its own centred vectors factor its covariance, of which no eigenvectors are needed. */
function distanceOfFew(fewer: Features, other: Features): number {
  const means = [meanOf(fewer), meanOf(other)];
  const [first, second] = [centredFactor(fewer, means[0]), centredFactor(other, means[1])];
  const variances = varianceOf(first) + varianceOf(second);
  if (second.rows > second.length) return frechetOfParts(means[0], means[1], variances, traceOfFactored(first, moments(other).covariance));
  // F₁ Σ₂ F₁ᵀ = (F₁ F₂ᵀ)(F₁ F₂ᵀ)ᵀ, of the smaller count's size.
  const across = rowProducts(first, second);
  const packed = packRows(first.rows, second.rows, (row, k) => across[row * second.rows + k]);
  return frechetOfParts(means[0], means[1], variances, traceOfSquareRoot(rowProducts(packed, packed), first.rows));
}

/**
 * Fréchet distance of two sets of features taken as Gaussians:
 * ‖μ₁ − μ₂‖² + Tr(Σ₁ + Σ₂) − 2 Tr((Σ₁^½ Σ₂ Σ₁^½)^½), with unbiased covariances in float64 and eigenvalues clamped at 0.
 * 0 is best. O(dimensions³), or O(count² · dimensions) for fewer vectors.
 *
 * @throws RangeError if features are not finite, their dimensions differ, or a set has fewer vectors than dimensions (unless allowed) or fewer than two
 */
export function frechetDistance(samples: Features, references: Features, { features, referenceSet, allowFewerSamples = false }: FrechetOptions): Score {
  const { dimensions } = samples;
  const counts = { samples: checkFeatures(samples, 'samples'), references: checkFeatures(references, 'references') };
  checkSameDimensions(samples, 'samples', references, 'references');
  for (const [name, count] of Object.entries(counts)) {
    if (count < 2) throw new RangeError(`a covariance needs at least two vectors; the features ${name} hold ${count}`);
    if (count < dimensions && !allowFewerSamples) {
      throw new RangeError(`the features ${name} hold ${count} vectors of ${dimensions} dimensions: give at least ${dimensions}, or set allowFewerSamples for a biased distance`);
    }
  }
  const [fewer, other] = counts.samples <= counts.references ? [samples, references] : [references, samples];
  const few = Math.min(counts.samples, counts.references) < dimensions;
  const value = few ? distanceOfFew(fewer, other) : frechetOfMoments(moments(samples), moments(references));
  const protocol = { features, dimensions, referenceSet, ...counts, covariance: 'unbiased' };
  return { name: 'Fréchet distance', value, better: 'lower', protocol };
}
