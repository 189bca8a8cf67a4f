export { augment, type Augmentation } from './augmentation.js';
export { rotate, turnBack, turnUpright, type Axis } from './axes.js';
export { cloudMoments, surfaceMoments, type Moments } from './moments.js';
export { datasetPlacement, NORMALIZATIONS, shapePlacement, type NormalizationName } from './normalization.js';
export { place, unplace, type Placement } from './placement.js';
export { subsampleCloud } from './subsample.js';
