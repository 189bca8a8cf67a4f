export * from './datasets/index.js';
export { writeMmcif, writePdb } from './writers/writeStructure.js';
