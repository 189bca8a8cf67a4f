export { gridAssignment, gridPlacement } from './gridAssignment.js';
export { createImageModality, type ImageModalityOptions, type LatentPlacement } from './imageModality.js';
export { pixelCoordinates } from './pixelCoordinates.js';
