export { protein, type FoldedChain, type ProteinAsk, type ProteinData, type ProteinModel } from './proteinKind.js';
