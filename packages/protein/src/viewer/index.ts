export type { ProteinViewerEntry } from './entry.js';
export { proteinViewerPage, type ProteinViewerOptions } from './proteinViewerPage.js';
export { writeProteinViewer } from './writeProteinViewer.js';
