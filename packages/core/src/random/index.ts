export { philox, type Block } from './philox.js';
export { normalValues, permutation, uniformValues, type Address } from './draws.js';
