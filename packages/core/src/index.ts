export * from './assignments/index.js';
export * from './checkpoints/index.js';
export * from './guidance/index.js';
export * from './modality/index.js';
export * from './objective/times.js';
export * from './paths/index.js';
export * from './random/index.js';
export * from './samplers/index.js';
