export { openPointCloudDataset, type PointCloudDataset } from './openPointCloudDataset.js';
export type { PointCloudDatasetOptions } from './options.js';
export type { CatalogueItem } from './source.js';
export { openViews, type ViewOptions, type Views } from './views.js';
