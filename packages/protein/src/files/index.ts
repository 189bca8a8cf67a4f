export type { UnknownResidue } from './chainsOf.js';
export { isStructureName, readStructure, STRUCTURE_EXTENSIONS, type Structure, type StructureOptions } from './readStructure.js';
