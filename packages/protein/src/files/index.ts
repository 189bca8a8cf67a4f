export type { UnknownResidue } from './chainsOf.js';
export { isStructureName, readStructure, STRUCTURE_EXTENSIONS, structureStem, type Structure, type StructureOptions } from './readStructure.js';
