export { formatOf, isMoleculeName, moleculeStem, parseMolecules, READERS, type MoleculeRecord, type RecordReader } from './records.js';
