export { encodeAnimation, writeAnimation, type AnimationOptions } from './apng.js';
export { encodePng, writePng } from './png.js';
