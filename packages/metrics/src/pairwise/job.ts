import { checkClouds, checkPointCounts, type PointCloud } from '../clouds/checkClouds.js';
import { resolveDistance, type DistanceChoice } from '../distances/choice.js';
import type { DistanceMatrix } from '../sets/distanceMatrix.js';

/** How many distances are done, and how many there are in all. */
export interface PairwiseProgress {
  done: number;
  total: number;
}

/** Options for computing a matrix of distances. */
export interface PairwiseOptions extends DistanceChoice {
  /** Called after every few distances. */
  onProgress?: (progress: PairwiseProgress) => void;
  /** Ends the work: the promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** A few neighbouring entries of a row: `first … last` of its columns, `last` exclusive. */
export interface Chunk {
  row: number;
  first: number;
  last: number;
}

/** A checked matrix to fill. */
export interface PairwiseJob {
  rows: readonly PointCloud[];
  columns: readonly PointCloud[];
  /** Whether the columns are the rows, so that half the matrix is enough. */
  symmetric: boolean;
  choice: DistanceChoice;
  chunks: Chunk[];
  /** Number of distances to compute. */
  total: number;
}

/** Small enough that progress and cancellation take effect within seconds, whatever the distance. */
const chunkPairs = 8;

/**
 * Checks the clouds and cuts the matrix into chunks; without columns it is that of the rows among themselves, above the diagonal.
 *
 * @throws RangeError if a cloud is bad, the distance is unknown, or counts differ under an earth mover's distance
 */
export function planPairs(rows: readonly PointCloud[], columns: readonly PointCloud[] | undefined, options: DistanceChoice): PairwiseJob {
  const choice = resolveDistance(options);
  checkClouds(rows, 'rows');
  if (columns) checkClouds(columns, 'columns');
  if (choice.distance !== 'CD') {
    checkPointCounts(rows, 'rows', rows[0].length / 3);
    if (columns) checkPointCounts(columns, 'columns', rows[0].length / 3);
  }
  const symmetric = columns === undefined;
  const width = (columns ?? rows).length;
  const chunks: Chunk[] = [];
  let total = 0;
  for (let row = 0; row < rows.length; row++) {
    for (let first = symmetric ? row + 1 : 0; first < width; first += chunkPairs) {
      const last = Math.min(first + chunkPairs, width);
      chunks.push({ row, first, last });
      total += last - first;
    }
  }
  return { rows, columns: columns ?? rows, symmetric, choice, chunks, total };
}

/** Writes a chunk's distances into the matrix. */
export function fillChunk(values: Float64Array, { row, first, last }: Chunk, rows: readonly PointCloud[], columns: readonly PointCloud[], distance: (a: PointCloud, b: PointCloud) => number): void {
  for (let column = first; column < last; column++) values[row * columns.length + column] = distance(rows[row], columns[column]);
}

/** The matrix of a job whose chunks are filled; if rows and columns are one set, the part above the diagonal is mirrored below it. */
export function finishMatrix({ rows, columns, symmetric }: PairwiseJob, values: Float64Array): DistanceMatrix {
  if (symmetric) for (let i = 0; i < rows.length; i++) for (let j = 0; j < i; j++) values[i * rows.length + j] = values[j * rows.length + i];
  return { rows: rows.length, columns: columns.length, values };
}
