export * from './datasets/index.js';
export * from './files/index.js';
export { readSequenceEmbeddings } from './embeddings/embeddingFile.js';
export { openSequenceEmbedding, type SequenceEmbeddingOptions } from './embeddings/onnxEmbedding.js';
export * from './viewer/index.js';
export { writeMmcif, writePdb } from './writers/writeStructure.js';
