export { createModality, packageFiles } from './createModality.js';
export { checkOptions, parseRanges, type CreateOptions, type Range } from './options.js';
