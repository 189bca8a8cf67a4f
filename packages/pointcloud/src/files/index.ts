export { readShape, SHAPE_EXTENSIONS, shapeByBytes, shapeByName } from './readShape.js';
export type { Shape, ShapeFile } from './shape.js';
