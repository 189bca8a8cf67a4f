export { coordinateChannelsOf, EIGENVECTORS, HAND_CHANNELS, MOST_ATOMS, type CoordinateLayout } from './coordinateLayout.js';
export { rightHands, rightSides } from './hands.js';
export { createMoleculePairs, type AtomCoordinates, type AtomPairs, type MoleculePairs, type MoleculePairsOptions } from './moleculePairs.js';
