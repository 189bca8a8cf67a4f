export type { Atom, Chain, Residue } from './chain.js';
export { chainSequence, fullSequence, meanBFactor } from './chainSequence.js';
export { cropChain } from './cropChain.js';
export { parentOf } from './parents.js';
export { isStandardResidue, letterOf, nameOfLetter, RESIDUE_LETTERS, STANDARD_RESIDUES, UNKNOWN_RESIDUE, type StandardResidue } from './standardResidues.js';
