export type { Assignment } from './assignment.js';
export { kMeansPlusPlusPlacement, type KMeansOptions } from './kMeansPlusPlusPlacement.js';
export { loadBalance, type LoadBalance } from './loadBalance.js';
export { nearestAssignment, type NearestAssignmentOptions } from './nearestAssignment.js';
export { randomPlacement } from './randomPlacement.js';
