export { philox, type Block } from './philox.js';
export { normalValues, permutation, randomWords, uniformValues, type Address } from './draws.js';
