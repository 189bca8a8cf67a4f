export { axisCameras, cameraAt, DISTANCE, FIELD_OF_VIEW, orbitCamera, pluckerRays, project, rayThrough, renderCloud, type Camera, type CloudRenderingOptions, type Colour, type Rendering, type Vector } from '@inrflow/drawing';
export { renderMesh, type MeshRenderingOptions } from './renderMesh.js';
