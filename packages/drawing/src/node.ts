export { decodeFitted, decodePicture, pictureSize } from './files/decode.js';
export { formatOf, PICTURE_EXTENSIONS, PICTURES_READ, pictureByBytes, pictureByName, type PictureFormat } from './files/formats.js';
export { writeAnimation, writePng } from './png/writeFiles.js';
