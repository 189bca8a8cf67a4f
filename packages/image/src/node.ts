export * from './datasets/index.js';
export { decodePicture, PICTURE_EXTENSIONS } from './files/decode.js';
export * from './pictures/index.js';
export * from './writers/index.js';
