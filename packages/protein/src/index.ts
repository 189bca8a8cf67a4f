export * from './chains/index.js';
export * from './embeddings/index.js';
export * from './features/index.js';
export * from './kind/index.js';
export * from './modality/index.js';
export { proteinPresets, type ProteinPreset, type ProteinPresetName } from './presets.js';
export * from './residues/index.js';
export * from './sequences/index.js';
export * from './writers/index.js';
