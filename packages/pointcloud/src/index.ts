export * from './clouds/index.js';
export * from './meshes/index.js';
