export { makeConformers, useConformerTables, type ConformerOptions } from './conformers.js';
export { positionsProblem } from './positions.js';
export { readMolfile, readSmiles, type ReadLimits, type ReadRecord } from './readMolecule.js';
