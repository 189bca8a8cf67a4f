export * from './assignment/index.js';
export * from './clouds/index.js';
export * from './distances/index.js';
export * from './features/index.js';
export * from './images/index.js';
export * from './pairwise/index.js';
export * from './scores/index.js';
export * from './sets/index.js';
export { symmetricEigen, type SymmetricEigen } from './linearAlgebra/symmetricEigen.js';
