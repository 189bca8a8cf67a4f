import type { Assignment } from './assignment.js';

/** How evenly pairs are spread over latents. */
export interface LoadBalance {
  /** Number of pairs of the emptiest latent. */
  minimum: number;
  /** Number of pairs of the fullest latent. */
  maximum: number;
  /** Mean number of pairs per latent. */
  mean: number;
  /** Population standard deviation of the number of pairs per latent. */
  standardDeviation: number;
  /** Standard deviation divided by the mean: 0 if all latents have equally many. */
  coefficientOfVariation: number;
  /** Share of latents without pairs. */
  emptyShare: number;
}

/** Load-balance statistics of an assignment, over the counts of its latents; the coefficient of variation of no pairs at all is 0. */
export function loadBalance({ counts }: Pick<Assignment, 'counts'>): LoadBalance {
  const latents = counts.length;
  const mean = counts.reduce((sum, count) => sum + count, 0) / latents;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / latents;
  const standardDeviation = Math.sqrt(variance);
  return {
    minimum: counts.reduce((least, count) => Math.min(least, count), Infinity),
    maximum: counts.reduce((most, count) => Math.max(most, count), 0),
    mean,
    standardDeviation,
    coefficientOfVariation: mean > 0 ? standardDeviation / mean : 0,
    emptyShare: counts.reduce((empty, count) => empty + (count === 0 ? 1 : 0), 0) / latents,
  };
}
