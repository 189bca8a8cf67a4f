export type { Path } from './path.js';
export { linear } from './linear.js';
export { trigonometric } from './trigonometric.js';
export { denoisedWeight, scoreFromVelocity, splitVelocity, velocityFactors } from './conversions.js';
export { variancePreserving } from './variancePreserving.js';
export { pathNamed, paths, type PathName } from './pathNamed.js';
