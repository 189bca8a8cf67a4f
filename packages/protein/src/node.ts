export { writeMmcif, writePdb } from './writers/writeStructure.js';
