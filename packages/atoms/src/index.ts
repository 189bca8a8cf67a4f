export * from './features/index.js';
export { atomsTogether } from './losses/atomsTogether.js';
export { localLoss } from './losses/localLoss.js';
export { facing, type Position } from './viewer/facing.js';
export { gunzip } from './files/gunzip.js';
