export { writeNpy } from './npy.js';
export { encodePly, writePly } from './ply.js';
export { writeXyz } from './xyz.js';
