export { createItemStore, type ItemStore } from './itemStore.js';
export { listFiles } from './listFiles.js';
export { nearestName } from './nearestName.js';
export { encodeNpy, parseNpy, type NpyArray, type NpyData } from './npy.js';
export { hashFraction, inPart } from './split.js';
export { byCodePoint, classifyByFolder, isHidden, wrappingFolder } from './tree.js';
