export { createAtomFeatures, CHEMISTRY_CHANNELS, EIGENVECTORS, knownChannels, type KnownAtom, type KnownAtoms } from './atomFeatures.js';
export type { ChainTemplate } from './chainTemplate.js';
export { coordinateChannelsOf, MOST_PLACES, type CoordinateLayout } from './coordinateLayout.js';
export { ELEMENTS } from './elements.js';
export { laplacianEigenvectors } from './laplacianEigenvectors.js';
export { ORIENTATIONS, type Orientation } from './orientation.js';
export { createProteinPairs, type AtomCoordinates, type AtomPairs, type ProteinPairs, type ProteinPairsOptions } from './proteinPairs.js';
export type { SequenceTemplateOptions } from './sequenceTemplate.js';
