export { axisCameras, cameraAt, DISTANCE, FIELD_OF_VIEW, orbitCamera, pluckerRays, project, rayThrough, type Camera } from './camera.js';
export { createCanvas, finished, put, type Canvas, type Rendering } from './canvas.js';
export { renderCloud, type CloudRenderingOptions } from './renderCloud.js';
export { cross, dot, minus, unit, type Vector } from './vector.js';
export { fitCloud } from './fitCloud.js';
