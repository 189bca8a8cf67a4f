export { encodePng, writePng } from './png.js';
