export type { PointCloud } from './checkClouds.js';
export { normalisationNames, normaliseCloud, type Normalisation } from './normalisations.js';
export { seededRandom } from './seededRandom.js';
export { subsample } from './subsample.js';
