export { image, type ImageAsk, type ImageData, type ImageModel } from './imageKind.js';
