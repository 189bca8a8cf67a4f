import type { PointCloud } from '../clouds/checkClouds.js';
import { pairwiseDistancesOnThreads } from '../pairwise/pairwiseDistancesOnThreads.js';
import { scoreCloudsWith, type CloudScores, type ScoreCloudsOptions } from './scoreClouds.js';

/** Options of {@link scoreCloudsOnThreads}. */
export interface ThreadedScoreCloudsOptions extends ScoreCloudsOptions {
  /** Number of worker threads; by default, as many as the machine offers. */
  threads?: number;
}

/**
 * {@link scoreClouds} on worker threads: MMD, COV and 1-NNA of generated clouds against references, the same numbers.
 *
 * @param samples clouds of `[points, 3]`, in any unit
 * @param references as many clouds, in the same unit
 * @throws RangeError as {@link scoreClouds}, or if `threads` is not a positive integer
 */
export async function scoreCloudsOnThreads(samples: readonly PointCloud[], references: readonly PointCloud[], { threads, ...options }: ThreadedScoreCloudsOptions): Promise<CloudScores> {
  return scoreCloudsWith((rows, columns, more) => pairwiseDistancesOnThreads(rows, columns, { ...more, threads }), samples, references, options);
}
