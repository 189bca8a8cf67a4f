export { contactSheet, fitPicture, resizePicture, trajectoryStrip, type Colour, type ContactSheetOptions, type Fit, type Picture, type ResizeMethod } from '@inrflow/drawing';
export { pictureFromValues, valuesFromPicture, type PictureSize } from './values.js';
