export { openAudioDataset, type AudioDataset } from './openAudioDataset.js';
export type { AudioDatasetOptions } from './options.js';
