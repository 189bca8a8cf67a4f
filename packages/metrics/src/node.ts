export { pairwiseDistancesOnThreads, type ThreadedPairwiseOptions } from './pairwise/pairwiseDistancesOnThreads.js';
export { scoreCloudsOnThreads, type ThreadedScoreCloudsOptions } from './scores/scoreCloudsOnThreads.js';
