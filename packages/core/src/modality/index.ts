export { UnreadableExampleError, type Dataset } from './dataset.js';
export { firstReadable, readableExample } from './readable.js';
export { spacedIndices } from './spacedIndices.js';
export type { Example } from './example.js';
export { pseudoCoordinateChannelsOf, sharedPseudoCoordinates, type DenoisedQueries, type Modality } from './modality.js';
export { fingerprintOf } from './fingerprint.js';
export { checkedDataset, ExampleError, faultOf, type ExampleRules } from './checkedDataset.js';
export { measureScaling, scaledDataset, scaleValues, unscaleValues, type Scaling } from './scaling.js';
export { scaleWarnings } from './scaleWarnings.js';
