export * from './chemistry/index.js';
export * from './features/index.js';
export * from './files/index.js';
export * from './kind/index.js';
export * from './modality/index.js';
export * from './molecules/index.js';
export { moleculePresets, type MoleculePreset, type MoleculePresetName } from './presets.js';
export * from './writers/index.js';
