export { CHEMISTRY_CHANNELS, chemistryOf, type AtomChemistry, type Hybridisation } from './chemistry.js';
export { ELEMENTS } from './elements.js';
export { laplacianEigenvectors } from './laplacianEigenvectors.js';
export { ORIENTATIONS, principalRotation, randomRotation, turned, type Matrix3, type Orientation } from './orientation.js';
export { symmetricEigen, type SymmetricEigen } from './symmetricEigen.js';
