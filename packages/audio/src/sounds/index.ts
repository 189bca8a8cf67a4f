export { compress, expand } from './companding.js';
export { gainFor, NORMALIZATIONS, type Normalization } from './loudness.js';
export { prepareSound, type Preparation } from './prepare.js';
export { resample, type ResampleOptions } from './resample.js';
export { durationOf, peakOf, type Sound } from './sound.js';
export { soundOfValues, valuesOf, type ValueOptions } from './values.js';
