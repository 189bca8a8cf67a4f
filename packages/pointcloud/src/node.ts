export * from './datasets/index.js';
export * from './files/index.js';
export * from './writers/index.js';
export * from './viewer/index.js';
export { openFeatureNetwork, type FeatureNetwork, type FeatureNetworkOptions, type PatchFeatures } from './conditions/featureNetwork.js';
