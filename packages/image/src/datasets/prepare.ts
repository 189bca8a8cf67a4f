import { decodePicture } from '../files/decode.js';
import { fitPicture, type Fit } from '../pictures/fit.js';
import type { Picture } from '../pictures/picture.js';

/** What is done to a picture before training. */
export interface Preparation {
  fit: Fit;
  /** Refuses pictures that would have to be cropped or resized. */
  strict: boolean;
}

/**
 * Decodes a picture where it is still encoded, and fits it. The same on the main thread and in a worker.
 *
 * @returns `[size, size, channels]`, 8 bits a sample
 * @throws Error whose message gives the reason
 */
export async function preparePixels(loaded: Uint8Array | Picture, { fit, strict }: Preparation): Promise<Uint8Array> {
  const picture = loaded instanceof Uint8Array ? await decodePicture(loaded) : loaded;
  if (strict && (picture.width !== fit.size || picture.height !== fit.size)) {
    throw new Error(`it has ${picture.width}×${picture.height} pixels instead of ${fit.size}×${fit.size}`);
  }
  return fitPicture(picture, fit).data;
}
