export * from './kind/index.js';
export * from './modality/index.js';
export * from './page/index.js';
export * from './pictures/index.js';
export { audioPresets, type AudioPreset, type AudioPresetName } from './presets.js';
export * from './sounds/index.js';
export * from './writers/index.js';
