export * from './clouds/index.js';
export * from './pages/index.js';
export { blankPicture, luma, pastePicture, type Colour, type Picture } from './pictures/picture.js';
export { contactSheet, trajectoryStrip, type ContactSheetOptions } from './pictures/sheet.js';
export { encodeAnimation, type AnimationOptions } from './png/encodeAnimation.js';
export { encodePng } from './png/encodePng.js';
export { fitPicture, type Fit } from './pictures/fit.js';
export { type ResizeMethod } from './pictures/filters.js';
export { resizePicture, resizeSamples, type Samples } from './pictures/resize.js';
