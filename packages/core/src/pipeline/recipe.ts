import { logitNormal, timeDistributionNamed, withUniform } from '../objective/index.js';
import { pathNamed } from '../paths/index.js';
import type { SettledTraining } from '../settings/index.js';
import type { TrainingRecipe } from '../training/index.js';

/** The distribution of times that settings describe. */
function timesOf({ times, timesMean, timesDeviation, timesUniform }: SettledTraining) {
  const named = times === 'logit-normal' ? logitNormal({ mean: timesMean, standardDeviation: timesDeviation }) : timeDistributionNamed(times);
  return withUniform(named, timesUniform);
}

/** The trainer's recipe of a section `training`. @param learningRate of a step, counted from 1 */
export function recipeOf(training: SettledTraining, learningRate: (step: number) => number): TrainingRecipe {
  const { beta1, beta2, epsilon, weightDecay, batchSize, gradientAccumulation, recompute, conditionDropout, clipNorm, averageDecay, seed } = training;
  return {
    path: pathNamed(training.path), times: timesOf(training), decodedPoints: training.decodedPoints, finerShare: training.finerShare, auxiliaryWeight: training.auxiliaryWeight,
    optimizer: { beta1, beta2, epsilon, weightDecay }, learningRate, batchSize, gradientAccumulation, recompute, conditionDropout, clipNorm, averageDecay, seed,
  };
}
