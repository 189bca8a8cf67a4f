export * from './paths/index.js';
export * from './random/index.js';
