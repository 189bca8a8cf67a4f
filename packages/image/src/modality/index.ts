export { pixelCoordinates } from './pixelCoordinates.js';
