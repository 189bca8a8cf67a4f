export { byGroup, type Group } from './byGroup.js';
export { compressed } from './compressed.js';
export { escapeHtml, jsonForScript } from './html.js';
export { PAGE_SCRIPT, viewerPage, type ViewerPage } from './viewerPage.js';
