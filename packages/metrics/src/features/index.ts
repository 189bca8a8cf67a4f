export { meanCosine, type CosineOptions } from './cosine.js';
export { frechetDistance, type FrechetOptions } from './frechet.js';
export { frechetOfMoments } from './frechetOfMoments.js';
export { inceptionScore, type ClassOutputKind, type InceptionScoreOptions } from './inceptionScore.js';
export { kernelDistance, type KernelDistanceOptions } from './kernelDistance.js';
export { moments, type Moments } from './moments.js';
export { densityCoverage, precisionRecall, type DensityCoverage, type NeighbourOptions, type PrecisionRecall } from './neighbourScores.js';
export type { Features } from './checkFeatures.js';
