export { sdfOf } from './sdf.js';
