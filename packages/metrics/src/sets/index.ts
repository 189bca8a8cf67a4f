export { coverage } from './coverage.js';
export type { DistanceMatrix } from './distanceMatrix.js';
export { minimumMatchingDistance } from './minimumMatchingDistance.js';
export { nearestNeighbourAccuracy, type UnionDistances } from './nearestNeighbourAccuracy.js';
