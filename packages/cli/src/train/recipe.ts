import { linear, timeDistributionNamed, trigonometric, variancePreserving, type Path, type TrainingRecipe } from '@inrflow/core';
import type { ResolvedConfig, TrainingSection } from '../config/types.js';

const PATHS: Record<TrainingSection['path'], Path> = { linear, trigonometric, 'variance-preserving': variancePreserving };

/** The path of a name. */
export function pathNamed(name: TrainingSection['path']): Path {
  return PATHS[name];
}

/** The trainer's recipe of a configuration. */
export function recipeOf(config: ResolvedConfig, learningRate: (step: number) => number): TrainingRecipe {
  const { training } = config;
  const { beta1, beta2, epsilon, weightDecay, batchSize, gradientAccumulation, conditionDropout, clipNorm, averageDecay, seed } = training;
  return {
    path: pathNamed(training.path), times: timeDistributionNamed(training.times), decodedPoints: training.decodedPoints,
    optimizer: { beta1, beta2, epsilon, weightDecay }, learningRate, batchSize, gradientAccumulation, conditionDropout, clipNorm, averageDecay, seed,
  };
}
