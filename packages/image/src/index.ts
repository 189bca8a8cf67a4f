export * from './kind/index.js';
export * from './modality/index.js';
export * from './pictures/index.js';
export { imagePresets, type ImagePreset, type ImagePresetName } from './presets.js';
