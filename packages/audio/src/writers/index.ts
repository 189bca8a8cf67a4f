export { encodeWav } from './wav.js';
