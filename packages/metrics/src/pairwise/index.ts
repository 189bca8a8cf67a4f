export type { PairwiseOptions, PairwiseProgress } from './job.js';
export { pairwiseDistances } from './pairwiseDistances.js';
