export type { Mesh } from './mesh.js';
export { sampleSurface } from './sampleSurface.js';
export { measureSurface, type Surface } from './surface.js';
