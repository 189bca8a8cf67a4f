import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { checkPositiveCount, type PointCloud } from '../clouds/checkClouds.js';
import type { DistanceMatrix } from '../sets/distanceMatrix.js';
import { finishMatrix, planPairs, type PairwiseJob, type PairwiseOptions } from './job.js';
import { runOnThisThread } from './pairwiseDistances.js';
import type { PairwiseWorkerData } from './pairwiseWorker.js';

/** Options of {@link pairwiseDistancesOnThreads}. */
export interface ThreadedPairwiseOptions extends PairwiseOptions {
  /** Number of worker threads; by default, as many as the machine offers. */
  threads?: number;
}

/** The built worker, which lies beside the built modules; running from the TypeScript sources, or bundled into one file, there is none. */
function builtWorker(): string | undefined {
  const file = fileURLToPath(new URL('./pairwiseWorker.js', import.meta.url));
  return existsSync(file) ? file : undefined;
}

/** A copy of a cloud that threads can read without copying it again. */
function share(cloud: PointCloud): Float64Array {
  const shared = new Float64Array(new SharedArrayBuffer(cloud.length * 8));
  shared.set(cloud);
  return shared;
}

/** Fills a job's matrix on threads that take the next chunk as soon as they are free. */
function runOnThreads(job: PairwiseJob, { threads, onProgress, signal }: ThreadedPairwiseOptions & { threads: number }, file: string): Promise<DistanceMatrix> {
  const values = new Float64Array(new SharedArrayBuffer(job.rows.length * job.columns.length * 8));
  const rows = job.rows.map(share);
  const workerData: PairwiseWorkerData = { rows, columns: job.symmetric ? rows : job.columns.map(share), choice: job.choice, values };
  const workers: Worker[] = [];
  let onAbort = () => {};

  const work = new Promise<void>((resolve, reject) => {
    let [next, done] = [0, 0];
    onAbort = () => reject(signal?.reason);
    if (signal?.aborted) return onAbort();
    if (job.total === 0) return resolve();
    signal?.addEventListener('abort', onAbort);
    for (let i = 0; i < Math.min(threads, job.chunks.length); i++) {
      const worker = new Worker(file, { workerData });
      workers.push(worker);
      worker.postMessage(job.chunks[next++]);
      worker.on('message', (count: number) => {
        done += count;
        try {
          onProgress?.({ done, total: job.total });
        } catch (error) {
          reject(error as Error);
        }
        if (next < job.chunks.length) worker.postMessage(job.chunks[next++]);
        else if (done === job.total) resolve();
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`a thread that computed distances ended with code ${code} before its work was done`)));
    }
  });

  return work
    .then(() => finishMatrix(job, Float64Array.from(values)))
    .finally(async () => {
      signal?.removeEventListener('abort', onAbort);
      await Promise.all(workers.map((worker) => worker.terminate()));
    });
}

/**
 * Distances of all pairs of clouds, on worker threads; the same numbers as {@link pairwiseDistances}. Without the built worker file beside
 * this module (running from sources, or bundled) it works on the calling thread.
 *
 * @param rows clouds of `[points, 3]`
 * @param columns clouds of `[points, 3]`; undefined for those of the rows among themselves, of which half is computed and mirrored
 * @throws RangeError as {@link pairwiseDistances}, or if `threads` is not a positive integer
 */
export async function pairwiseDistancesOnThreads(
  rows: readonly PointCloud[],
  columns: readonly PointCloud[] | undefined,
  { threads = availableParallelism(), ...options }: ThreadedPairwiseOptions,
  file = builtWorker(),
): Promise<DistanceMatrix> {
  checkPositiveCount(threads, 'threads');
  const job = planPairs(rows, columns, options);
  return file === undefined ? runOnThisThread(job, options) : runOnThreads(job, { ...options, threads }, file);
}
