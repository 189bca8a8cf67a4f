import { parentPort, workerData } from 'node:worker_threads';
import type { PointCloud } from '../clouds/checkClouds.js';
import { createDistance, type DistanceChoice } from '../distances/choice.js';
import { fillChunk, type Chunk } from './job.js';

/** What a worker starts with; the arrays lie in shared memory. */
export interface PairwiseWorkerData {
  rows: PointCloud[];
  columns: PointCloud[];
  choice: DistanceChoice;
  /** The matrix to fill, `[rows, columns]`. */
  values: Float64Array;
}

const { rows, columns, choice, values } = workerData as PairwiseWorkerData;
const distance = createDistance(choice);

// Each message is a chunk to fill, each answer its number of distances.
parentPort?.on('message', (chunk: Chunk) => {
  fillChunk(values, chunk, rows, columns, distance);
  parentPort?.postMessage(chunk.last - chunk.first);
});
