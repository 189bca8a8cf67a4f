export { contactSheet, trajectoryStrip, type ContactSheetOptions } from './contactSheet.js';
export { type ResizeMethod } from './filters.js';
export { fitPicture, type Fit } from './fit.js';
export { type Colour, type Picture } from './picture.js';
export { resizePicture } from './resize.js';
export { pictureFromValues, valuesFromPicture, type PictureSize } from './values.js';
