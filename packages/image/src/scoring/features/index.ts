export { defaultCacheFolder, openFeatureCache, type FeatureCache } from './cache.js';
export { type FeatureNetwork, type Outputs } from './featureNetwork.js';
export { featuresOf, type FeaturesOfOptions, type PictureFeatures, type Pictures } from './featuresOf.js';
export { NSFWJS_NETWORKS, openNsfwjsNetwork, type NsfwjsNetworkName } from './nsfwjs.js';
export { openOnnxNetwork, type OnnxNetworkOptions } from './onnxNetwork.js';
export { openFeatureNetwork, type FeatureOptions } from './openFeatureNetwork.js';
export { RESIZE_FILTERS, type ResizeFilter } from './filters.js';
export type { Layout, Preprocessing } from './preprocessing.js';
