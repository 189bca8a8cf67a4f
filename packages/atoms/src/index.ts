export * from './features/index.js';
export { facing, type Position } from './viewer/facing.js';
export { gunzip } from './files/gunzip.js';
