export { gelu, silu } from './activations.js';
export { multiHeadAttention } from './attention.js';
export { layerNormalization } from './layerNormalization.js';
