export { batchSets, setOfBatch, type BatchSetsOptions, type SetBatch } from './batchSets.js';
export { takePairs, type CoordinateValueSet } from './coordinateValueSet.js';
export { gridSubset, randomSubset } from './subsets.js';
