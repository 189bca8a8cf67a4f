export type { ImageDataset } from './imageDataset.js';
export { openImageDataset } from './openImageDataset.js';
export type { ImageDatasetOptions } from './options.js';
