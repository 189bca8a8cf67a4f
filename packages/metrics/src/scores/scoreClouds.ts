import type { PointCloud } from '../clouds/checkClouds.js';
import type { PairwiseOptions, PairwiseProgress } from '../pairwise/job.js';
import { pairwiseDistances } from '../pairwise/pairwiseDistances.js';
import { coverage, minimumMatchingDistance, nearestNeighbourAccuracy, type DistanceMatrix } from '../sets/index.js';
import { prepareClouds, type CloudProtocolOptions } from './cloudProtocol.js';
import type { Protocol, Score } from './score.js';

/** Options of {@link scoreClouds}. */
export interface ScoreCloudsOptions extends CloudProtocolOptions {
  /** Called after every few distances, with the count over all three matrices. */
  onProgress?: (progress: PairwiseProgress) => void;
  /** Ends the work: the promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** The scores of a set of clouds against references, under one distance. */
export interface CloudScores {
  /** MMD, in the unit of the distance; 0 is best. */
  minimumMatchingDistance: Score;
  /** COV, in (0, 1]; 1 is best. */
  coverage: Score;
  /** 1-NNA, in [0, 1]; 0.5 is best. */
  nearestNeighbourAccuracy: Score;
  protocol: Protocol;
}

/** Gives the matrix of distances of rows from columns, or of the rows among themselves. */
export type PairwiseFunction = (rows: readonly PointCloud[], columns: readonly PointCloud[] | undefined, options: PairwiseOptions) => Promise<DistanceMatrix>;

/** {@link scoreClouds} with another way to compute distances. */
export async function scoreCloudsWith(pairwise: PairwiseFunction, samples: readonly PointCloud[], references: readonly PointCloud[], options: ScoreCloudsOptions): Promise<CloudScores> {
  const count = references.length;
  if (samples.length !== count) {
    throw new RangeError(`samples hold ${samples.length} clouds and references ${count}: 1-NNA and COV are only comparable at equal counts, leave some out or make more`);
  }
  const prepared = prepareClouds(samples, references, options);
  const { distance, tolerance, onProgress, signal } = options;
  const total = count * count + count * (count - 1);
  let before = 0;
  const matrix = async (rows: readonly PointCloud[], columns?: readonly PointCloud[]) => {
    const distances = await pairwise(rows, columns, {
      distance, tolerance, signal, onProgress: onProgress && (({ done }) => onProgress({ done: before + done, total })),
    });
    before += columns ? count * count : (count * (count - 1)) / 2;
    return distances;
  };
  const across = await matrix(prepared.samples, prepared.references);
  const accuracy = nearestNeighbourAccuracy({ across, samples: await matrix(prepared.samples), references: await matrix(prepared.references) });

  const { protocol } = prepared;
  return {
    minimumMatchingDistance: { name: `MMD-${distance}`, value: minimumMatchingDistance(across), better: 'lower', protocol },
    coverage: { name: `COV-${distance}`, value: coverage(across), better: 'higher', protocol },
    nearestNeighbourAccuracy: { name: `1-NNA-${distance}`, value: accuracy, better: 'half', protocol },
    protocol,
  };
}

/**
 * MMD, COV and 1-NNA of generated clouds against references, under one distance and protocol, on the calling thread
 * (`@inrflow/metrics/node` has it on several). Takes about 2 n² distances for n samples and n references.
 *
 * @param samples clouds of `[points, 3]`, in any unit
 * @param references as many clouds, in the same unit
 * @throws RangeError if the counts of clouds differ, a cloud is bad, or an option is out of its range
 */
export async function scoreClouds(samples: readonly PointCloud[], references: readonly PointCloud[], options: ScoreCloudsOptions): Promise<CloudScores> {
  return scoreCloudsWith(pairwiseDistances, samples, references, options);
}
