export { compareImageScores, type ImageScoreComparison } from './compareImageScores.js';
export type { ImageProtocol } from './imageProtocol.js';
export { scoreImages, type ClassOutputs, type ImageScoreProgress, type ImageScores, type ScoreImagesOptions } from './scoreImages.js';
