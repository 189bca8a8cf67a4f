export { CHEMISTRY_CHANNELS, ELEMENTS, laplacianEigenvectors, ORIENTATIONS, type Orientation } from '@inrflow/atoms';
export { createAtomFeatures, EIGENVECTORS, knownChannels, type KnownAtom, type KnownAtoms } from './atomFeatures.js';
export type { ChainTemplate } from './chainTemplate.js';
export { coordinateChannelsOf, MOST_PLACES, type CoordinateLayout } from './coordinateLayout.js';
export { createProteinPairs, type AtomCoordinates, type AtomPairs, type ProteinPairs, type ProteinPairsOptions } from './proteinPairs.js';
export type { SequenceTemplateOptions } from './sequenceTemplate.js';
