export type { PointCloud } from './checkClouds.js';
export { normalizationNames, normalizeCloud, type Normalization } from './normalizations.js';
export { seededRandom } from './seededRandom.js';
export { subsample } from './subsample.js';
