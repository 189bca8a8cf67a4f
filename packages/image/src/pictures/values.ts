import type { Picture } from '@inrflow/drawing';

/** Size, in pixels, of a picture made from values. */
export interface PictureSize {
  width: number;
  /** Defaults to the width. */
  height?: number;
}

/**
 * A picture of model values: `round((value + 1) · 127.5)`, clamped to [0, 255]; NaN becomes 0.
 *
 * @param values `[height · width, channels]` in [-1, 1], row-major; 1, 3 or 4 channels, found from the length
 * @throws RangeError if the values do not fill the picture with 1, 3 or 4 channels
 */
export function pictureFromValues(values: Float32Array, { width, height = width }: PictureSize): Picture {
  const channels = values.length / (width * height);
  if (channels !== 1 && channels !== 3 && channels !== 4) {
    throw new RangeError(`${values.length} values do not fill ${width}×${height} pixels of 1, 3 or 4 channels`);
  }
  // Uint8ClampedArray rounds halves to even, so the rounding is written out.
  const data = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) data[i] = Math.min(255, Math.max(0, Math.floor((values[i] + 1) * 127.5 + 0.5)));
  return { width, height, channels, data };
}

/**
 * Model values of a picture: `sample / 127.5 − 1`.
 *
 * @returns `[height · width, channels]` in [-1, 1], row-major
 */
export function valuesFromPicture(picture: Picture): Float32Array {
  const values = new Float32Array(picture.data.length);
  for (let i = 0; i < values.length; i++) values[i] = picture.data[i] / 127.5 - 1;
  return values;
}
