export * from './clouds/index.js';
export * from './kind/index.js';
export * from './meshes/index.js';
export * from './modality/index.js';
export { pointCloudPresets, type PointCloudPreset, type PointCloudPresetName } from './presets.js';
export * from './rendering/index.js';
export * from './conditions/index.js';
