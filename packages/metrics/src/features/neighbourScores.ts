import { checkPositiveCount } from '../clouds/checkClouds.js';
import type { Protocol, Score } from '../scores/score.js';
import { checkFeatures, checkSameDimensions, type Features } from './checkFeatures.js';
import { ballCountSteps, type BallCounts } from './neighbourBalls.js';
import { runSteps, type Steps } from './steps.js';

/** Options of {@link precisionRecall} and {@link densityCoverage}; all are part of the protocol. */
export interface NeighbourOptions {
  /** Names the features, such as the network, its layer and what its inputs were made from. */
  features: string;
  /** Names the reference set. */
  referenceSet: string;
  /** k: a ball reaches to its centre's k-th nearest neighbour. */
  neighbours?: number;
}

/** How much of the samples lies among the references, and vice versa. */
export interface PrecisionRecall {
  /** Share of samples among the references, in [0, 1]. */
  precision: Score;
  /** Share of references among the samples, in [0, 1]. */
  recall: Score;
}

/** How densely the references' neighbourhoods hold samples, and how many hold any. */
export interface DensityCoverage {
  /** At least 0, about 1 for equal distributions. */
  density: Score;
  /** In [0, 1]. */
  coverage: Score;
}

/** The usual numbers of neighbours: 3 for precision and recall, 5 for density and coverage. */
export const usualNeighbours = { precisionRecall: 3, densityCoverage: 5 } as const;

/** Checks both sets against every k, and gives what their scores' protocols share. */
function checkNeighbours(samples: Features, references: Features, options: Omit<NeighbourOptions, 'neighbours'>, neighbours: readonly number[]): Protocol {
  const counts = { samples: checkFeatures(samples, 'samples'), references: checkFeatures(references, 'references') };
  checkSameDimensions(samples, 'samples', references, 'references');
  for (const k of neighbours) {
    checkPositiveCount(k, 'neighbours');
    for (const [name, count] of Object.entries(counts)) {
      if (count <= k) throw new RangeError(`the features ${name} hold ${count} vectors: the ${k} nearest neighbours of each need at least ${k + 1}`);
    }
  }
  return { features: options.features, dimensions: samples.dimensions, referenceSet: options.referenceSet, ...counts };
}

const shareHeld = (counts: Uint32Array) => counts.reduce((held, count) => held + (count > 0 ? 1 : 0), 0) / counts.length;
const higher = (name: string, value: number, protocol: Protocol): Score => ({ name, value, better: 'higher', protocol });

function precisionRecallOf({ samplesHeld, referencesHeld }: BallCounts, protocol: Protocol): PrecisionRecall {
  return { precision: higher('precision', shareHeld(samplesHeld), protocol), recall: higher('recall', shareHeld(referencesHeld), protocol) };
}

function densityCoverageOf({ samplesHeld, samplesInBall }: BallCounts, neighbours: number, protocol: Protocol): DensityCoverage {
  const density = samplesHeld.reduce((sum, count) => sum + count, 0) / (neighbours * samplesHeld.length);
  return { density: higher('density', density, protocol), coverage: higher('coverage', shareHeld(samplesInBall), protocol) };
}

/** {@link precisionRecall} and {@link densityCoverage} from one pass over the distances, in steps; everything is checked before the first. */
export function neighbourScoreSteps(
  samples: Features, references: Features, options: Omit<NeighbourOptions, 'neighbours'>, neighbours: { precisionRecall: number; densityCoverage: number },
): Steps<PrecisionRecall & DensityCoverage> {
  const { precisionRecall: first, densityCoverage: second } = neighbours;
  const protocol = checkNeighbours(samples, references, options, [first, second]);
  return (function* () {
    const [balls, others] = yield* ballCountSteps(samples, references, [first, second]);
    return { ...precisionRecallOf(balls, { ...protocol, neighbours: first }), ...densityCoverageOf(others, second, { ...protocol, neighbours: second }) };
  })();
}

/**
 * Precision: the share of samples inside the references' manifold, the union of closed balls about each reference that reach to its k-th
 * nearest other reference. Recall: the same with samples and references exchanged. 1 is best. O((samples + references)² · dimensions).
 *
 * @param options `neighbours` is 3 by default
 * @throws RangeError if features are not finite, their dimensions differ, or a set has no more than k vectors
 */
export function precisionRecall(samples: Features, references: Features, options: NeighbourOptions): PrecisionRecall {
  const { neighbours = usualNeighbours.precisionRecall } = options;
  const protocol = { ...checkNeighbours(samples, references, options, [neighbours]), neighbours };
  return precisionRecallOf(runSteps(ballCountSteps(samples, references, [neighbours]))[0], protocol);
}

/**
 * Density: the mean over samples of how many references' balls hold them, divided by k; about 1 for equal distributions, and not bounded.
 * Coverage: the share of references whose ball holds a sample; 1 is best. Balls as those of {@link precisionRecall}.
 *
 * @param options `neighbours` is 5 by default
 * @throws RangeError if features are not finite, their dimensions differ, or a set has no more than k vectors
 */
export function densityCoverage(samples: Features, references: Features, options: NeighbourOptions): DensityCoverage {
  const { neighbours = usualNeighbours.densityCoverage } = options;
  const protocol = { ...checkNeighbours(samples, references, options, [neighbours]), neighbours };
  return densityCoverageOf(runSteps(ballCountSteps(samples, references, [neighbours]))[0], neighbours, protocol);
}
