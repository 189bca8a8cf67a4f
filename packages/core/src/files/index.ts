export { createItemStore, type ItemStore } from './itemStore.js';
export { isFolder } from './isFolder.js';
export { listFiles } from './listFiles.js';
export { nearestName } from './nearestName.js';
export { encodeNpy, parseNpy, type NpyArray, type NpyData } from './npy.js';
export { readNpz, type NpzNames } from './npz.js';
export { hashFraction, inPart } from './split.js';
export { byCodePoint, classifyByFolder, isHidden, wrappingFolder } from './tree.js';
export { openZip, type ZipArchive } from './zip.js';
