export { readShape, SHAPE_EXTENSIONS } from './readShape.js';
export type { Shape, ShapeFile } from './shape.js';
