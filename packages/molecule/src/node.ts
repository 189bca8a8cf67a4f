export * from './datasets/index.js';
export * from './viewer/index.js';
