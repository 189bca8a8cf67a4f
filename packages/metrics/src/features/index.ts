export { meanCosine, type CosineOptions } from './cosine.js';
export { frechetDistance, type FrechetOptions } from './frechet.js';
export type { Features } from './checkFeatures.js';
