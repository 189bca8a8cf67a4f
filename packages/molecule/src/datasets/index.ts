export { openMoleculeDataset, type ToExample } from './openMoleculeDataset.js';
export { openMoleculeRecords, type FileRecord, type MoleculeRecords } from './openMoleculeRecords.js';
export type { MoleculeDatasetOptions } from './options.js';
