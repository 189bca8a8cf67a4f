export type { Bond, Centre, Conformer, DoubleBond, Molecule } from './molecule.js';
export { canonicalPositions, inCanonicalOrder } from './inCanonicalOrder.js';
