export type { LeftOut, ProteinItem } from './catalogue.js';
export { openProteinChains, openProteinDataset, type CroppedFrom, type ProteinChains, type ProteinDataset, type ToExample } from './openProteinDataset.js';
export type { ProteinDatasetOptions } from './options.js';
