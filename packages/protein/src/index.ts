export * from './chains/index.js';
export * from './files/index.js';
export * from './sequences/index.js';
export * from './writers/index.js';
