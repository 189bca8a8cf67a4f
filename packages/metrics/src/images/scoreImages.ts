import type { Features } from '../features/checkFeatures.js';
import { frechetDistance } from '../features/frechet.js';
import { inceptionScore, type ClassOutputKind } from '../features/inceptionScore.js';
import { kernelDistanceSteps } from '../features/kernelDistance.js';
import { neighbourScoreSteps, usualNeighbours } from '../features/neighbourScores.js';
import { runStepsInTurn, type Steps } from '../features/steps.js';
import type { Protocol, Score } from '../scores/score.js';
import { checkImageProtocol, type ImageProtocol } from './imageProtocol.js';

/** A classifier's outputs for the generated pictures. */
export interface ClassOutputs extends Features {
  kind: ClassOutputKind;
  /** The network's layer that they come from; it replaces the features' layer in the Inception score's protocol. */
  layer: string;
}

/** Options of {@link scoreImages}. */
export interface ScoreImagesOptions {
  /** How pictures became features; part of every score's protocol. */
  protocol: ImageProtocol;
  /** Names the reference set, such as a folder and what of it was taken; part of the protocol. */
  referenceSet: string;
  /** Seed of KID's subsets and the Inception score's splits, an integer in [0, 2³²). Default 0. */
  seed?: number;
  /** Number of KID's subsets. Default 100. */
  subsets?: number;
  /** Vectors of each set in one of KID's subsets. Default 1000. */
  subsetSize?: number;
  /** Which nearest neighbour the balls reach to. Default 3 for precision and recall, 5 for density and coverage. */
  neighbours?: { precisionRecall?: number; densityCoverage?: number };
  /** Outputs of a classifier for the generated pictures, in the same order; without them there is no Inception score. */
  classOutputs?: ClassOutputs;
  /** Number of the Inception score's splits. Default 10. */
  splits?: number;
  /** Allows fewer samples than feature dimensions for the Fréchet distance, and fewer than classes for a split of the Inception score. Default false. */
  allowFewerSamples?: boolean;
  /** Called as the work proceeds, with the score being computed and the share of it done. */
  onProgress?: (progress: ImageScoreProgress) => void;
  /** Ends the work: the promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** Which score is being computed, and the share of it done, in [0, 1]. */
export interface ImageScoreProgress {
  /** Its name, such as `KID`; scores from one pass share one. */
  score: string;
  done: number;
}

/** The scores of generated pictures against references, in one feature space. */
export interface ImageScores {
  /** See `frechetDistance`; 0 is best. */
  frechetDistance: Score;
  /** KID, see `kernelDistance`; 0 is best. */
  kernelDistance: Score;
  /** Share of samples among the references, in [0, 1]. */
  precision: Score;
  /** Share of references among the samples, in [0, 1]. */
  recall: Score;
  /** Mean number of references' balls that hold a sample, divided by k: at least 0, about 1 for equal distributions. */
  density: Score;
  /** Share of references whose ball holds a sample, in [0, 1]. */
  coverage: Score;
  /** Present if a classifier's outputs were given. */
  inceptionScore?: Score;
  /** What all scores share: how pictures became features, the reference set, dimensions, counts and the seed. */
  protocol: Protocol;
}

/**
 * Fréchet distance, KID, precision, recall, density, coverage and, with a classifier's outputs, the Inception score of generated pictures,
 * each with its whole protocol. The names say nothing of the network: only the protocol does.
 *
 * @param samples features of generated pictures, `[count, dimensions]`
 * @param references features of real pictures by the same network, `[count, dimensions]`
 * @throws RangeError if features are not finite, their dimensions differ, samples are too few for a score, or an option is out of its range
 */
export async function scoreImages(samples: Features, references: Features, options: ScoreImagesOptions): Promise<ImageScores> {
  const { protocol, referenceSet, seed = 0, subsets, subsetSize, neighbours, classOutputs, splits, allowFewerSamples, onProgress, signal } = options;
  checkImageProtocol(protocol);
  const names = { features: `${protocol.network}, ${protocol.layer}`, referenceSet };
  /** Says how the features were made field by field, instead of by one name. */
  const spelt = (score: Score, layer = protocol.layer): Score => {
    const made = Object.entries(score.protocol).filter(([field]) => field !== 'features');
    return { ...score, protocol: { ...protocol, layer, ...Object.fromEntries(made) } };
  };
  const run = <Result>(score: string, steps: Steps<Result>) => runStepsInTurn(steps, (done) => onProgress?.({ score, done }), signal);
  /** A score that takes one long step. */
  function* atOnce(score: () => Score): Steps<Score> {
    yield 0;
    const made = score();
    yield 1;
    return made;
  }

  if (classOutputs && classOutputs.values.length * samples.dimensions !== samples.values.length * classOutputs.dimensions) {
    throw new RangeError(`the class outputs are of ${classOutputs.values.length / classOutputs.dimensions} pictures and the features samples of ${samples.values.length / samples.dimensions}: both must be of the same pictures`);
  }
  // The steps check what they are given before the first of them runs, so that nothing is found out only after the long work.
  const kernelSteps = kernelDistanceSteps(samples, references, { ...names, subsets, subsetSize, seed });
  const neighbourSteps = neighbourScoreSteps(samples, references, names, { ...usualNeighbours, ...neighbours });
  const classified = classOutputs && spelt(inceptionScore(classOutputs, { features: names.features, kind: classOutputs.kind, splits, seed, allowFewerSamples }), classOutputs.layer);
  const frechet = spelt(await run('Fréchet distance', atOnce(() => frechetDistance(samples, references, { ...names, allowFewerSamples }))));
  const kernel = spelt(await run('KID', kernelSteps));
  const { precision, recall, density, coverage } = await run('precision and recall', neighbourSteps);
  const { dimensions, samples: count, references: referenceCount } = frechet.protocol;
  return {
    frechetDistance: frechet, kernelDistance: kernel,
    precision: spelt(precision), recall: spelt(recall), density: spelt(density), coverage: spelt(coverage),
    ...(classified ? { inceptionScore: classified } : {}),
    protocol: { ...protocol, referenceSet, dimensions, samples: count, references: referenceCount, seed },
  };
}
