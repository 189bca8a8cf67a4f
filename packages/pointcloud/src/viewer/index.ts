export type { ViewerCloud } from './cloud.js';
export { viewerPage, type ViewerOptions } from './viewerPage.js';
export { writeViewer } from './writeViewer.js';
