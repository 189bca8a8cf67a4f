export { axisCameras, cameraAt, DISTANCE, FIELD_OF_VIEW, orbitCamera, pluckerRays, project, rayThrough, type Camera } from './camera.js';
export type { Colour, Rendering } from './canvas.js';
export { renderCloud, type CloudRenderingOptions } from './renderCloud.js';
export { renderMesh, type MeshRenderingOptions } from './renderMesh.js';
export type { Vector } from './vector.js';
