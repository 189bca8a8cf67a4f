export { contextArrays, floats, type ContextArrays, type FloatTensor, type PairArrays } from './contextArrays.js';
export { groupPairs, type Grouping, type Pairs } from './grouping.js';
export { flowMatchingLoss, meanSquaredError, type BatchTensors } from './loss.js';
export { logitNormal, timeDistributionNamed, timeDistributions, uniform, type LogitNormalOptions, type TimeDistribution, withUniform } from './times.js';
export { insideRange, noised, trainingBatch, type BatchArrays, type BatchRecipe } from './trainingBatch.js';
