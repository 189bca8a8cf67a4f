export { UnreadableExampleError, type Dataset } from './dataset.js';
export type { Example } from './example.js';
export { pseudoCoordinateChannelsOf, sharedPseudoCoordinates, type Modality } from './modality.js';
