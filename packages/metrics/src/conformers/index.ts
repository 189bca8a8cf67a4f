export { graphAutomorphisms, type LabelledGraph } from './automorphisms.js';
export { averageConformerScores, conformerScores, type ConformerScores } from './conformerScores.js';
export { symmetricSuperposition, type SymmetricSuperposition } from './symmetricRmsd.js';
