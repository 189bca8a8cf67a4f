export { cellAssignment, cellPlacement } from './cellAssignment.js';
export { createPointCloudModality, type PointCloudModalityOptions } from './pointCloudModality.js';
