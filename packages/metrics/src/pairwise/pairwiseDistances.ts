import type { PointCloud } from '../clouds/checkClouds.js';
import { createDistance } from '../distances/choice.js';
import type { DistanceMatrix } from '../sets/distanceMatrix.js';
import { fillChunk, finishMatrix, planPairs, type PairwiseJob, type PairwiseOptions } from './job.js';

/** Lets events pass, such as one that aborts. */
const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** Fills a job's matrix on the calling thread, which it leaves free between chunks. */
export async function runOnThisThread(job: PairwiseJob, { onProgress, signal }: Pick<PairwiseOptions, 'onProgress' | 'signal'>): Promise<DistanceMatrix> {
  const distance = createDistance(job.choice);
  const values = new Float64Array(job.rows.length * job.columns.length);
  let done = 0;
  signal?.throwIfAborted();
  for (const chunk of job.chunks) {
    fillChunk(values, chunk, job.rows, job.columns, distance);
    done += chunk.last - chunk.first;
    onProgress?.({ done, total: job.total });
    await nextTask();
    signal?.throwIfAborted();
  }
  return finishMatrix(job, values);
}

/**
 * Distances of all pairs of clouds, on the calling thread (`@inrflow/metrics/node` has it on several).
 *
 * @param rows clouds of `[points, 3]`
 * @param columns clouds of `[points, 3]`; undefined for those of the rows among themselves, of which half is computed and mirrored
 * @throws RangeError if a cloud is empty, not `[points, 3]` or not finite, or the counts of points differ under an earth mover's distance
 */
export async function pairwiseDistances(rows: readonly PointCloud[], columns: readonly PointCloud[] | undefined, options: PairwiseOptions): Promise<DistanceMatrix> {
  return runOnThisThread(planPairs(rows, columns, options), options);
}
