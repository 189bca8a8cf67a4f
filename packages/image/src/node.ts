export * from './datasets/index.js';
export { decodeFitted, decodePicture, pictureSize } from './files/decode.js';
export { formatOf, PICTURE_EXTENSIONS, pictureByBytes, pictureByName, type PictureFormat } from './files/formats.js';
export * from './pictures/index.js';
export * from './writers/index.js';
