export { ESM_ALPHABET, ESM_RESIDUES, esmTokens } from './esmTokens.js';
export type { SequenceEmbedder, SequenceEmbedding } from './sequenceEmbedding.js';
