export * from './modality/index.js';
export * from './pictures/index.js';
