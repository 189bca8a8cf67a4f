import { checkClouds, checkPointCounts, checkPositiveCount, type PointCloud } from '../clouds/checkClouds.js';
import { normalizeCloud, type Normalization } from '../clouds/normalizations.js';
import { seededRandom } from '../clouds/seededRandom.js';
import { subsample } from '../clouds/subsample.js';
import { resolveDistance, type DistanceChoice } from '../distances/choice.js';
import { fingerprint } from './fingerprint.js';
import type { Protocol } from './score.js';

/** The choices that make a score of clouds; every one of them is part of its protocol. */
export interface CloudProtocolOptions extends DistanceChoice {
  /** What is done to each cloud separately before points are chosen. */
  normalization: Normalization;
  /** Number of points to choose from each cloud; all if left out. */
  points?: number;
  /** Seed of that choice, an integer in [0, 2³²). Default 0. */
  seed?: number;
}

/** Two sets that are ready to be scored, and how they were made so. */
export interface PreparedClouds {
  samples: readonly PointCloud[];
  references: readonly PointCloud[];
  protocol: Protocol;
}

/** The number of points of every cloud, or `varying`. */
function commonPoints(clouds: readonly PointCloud[]): number | 'varying' {
  return clouds.every((cloud) => cloud.length === clouds[0].length) ? clouds[0].length / 3 : 'varying';
}

/**
 * Checks, normalizes and sub-samples both sets. The choice of points depends on the seed and the cloud's index alone, so that equal sets
 * stay equal.
 *
 * @throws RangeError if a cloud is bad or an option out of its range; names the set, the cloud and the reason
 */
export function prepareClouds(samples: readonly PointCloud[], references: readonly PointCloud[], options: CloudProtocolOptions): PreparedClouds {
  const { normalization, points, seed = 0 } = options;
  const choice = resolveDistance(options);
  if (points !== undefined) checkPositiveCount(points, 'points');
  let chosen = false;
  const prepare = (clouds: readonly PointCloud[], name: string) => {
    checkClouds(clouds, name);
    return clouds.map((cloud, i) => {
      const normal = normalizeCloud(cloud, normalization, `${name}[${i}]`);
      const sampled = subsample(normal, points ?? cloud.length / 3, seededRandom(seed, i), `${name}[${i}]`);
      chosen ||= sampled !== normal;
      return sampled;
    });
  };
  const prepared = { samples: prepare(samples, 'samples'), references: prepare(references, 'references') };
  if (choice.distance !== 'CD') {
    checkPointCounts(prepared.samples, 'samples', prepared.references[0].length / 3);
    checkPointCounts(prepared.references, 'references', prepared.references[0].length / 3);
  }
  const protocol = {
    ...choice, normalization, samples: samples.length, references: references.length,
    points: commonPoints([...prepared.samples, ...prepared.references]),
    // Without a choice of points the seed changes nothing.
    ...(chosen ? { seed } : {}),
    referenceFingerprint: fingerprint(references),
  };
  return { ...prepared, protocol };
}
