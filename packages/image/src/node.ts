export * from './datasets/index.js';
export { decodeFitted, decodePicture, pictureSize } from '@inrflow/drawing/node';
export { formatOf, PICTURE_EXTENSIONS, pictureByBytes, pictureByName, type PictureFormat } from '@inrflow/drawing/node';
export * from './pictures/index.js';
export { encodeAnimation, encodePng, type AnimationOptions } from '@inrflow/drawing';
export { writeAnimation, writePng } from '@inrflow/drawing/node';
