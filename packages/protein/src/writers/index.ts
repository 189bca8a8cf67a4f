export type { StructureHeader } from './checkChains.js';
export { mmcifOf } from './mmcif.js';
export { pdbOf } from './pdb.js';
