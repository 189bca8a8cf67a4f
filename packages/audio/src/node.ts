export * from './datasets/index.js';
export * from './files/index.js';
export { writeWav } from './writers/writeWav.js';
