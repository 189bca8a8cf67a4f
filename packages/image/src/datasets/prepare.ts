import { decodeFitted } from '@inrflow/drawing/node';
import { fitPicture, type Fit } from '@inrflow/drawing';
import type { Picture } from '@inrflow/drawing';

/** What is done to a picture before training. */
export interface Preparation {
  /** Size, channels and background to bring the picture to. */
  fit: Fit;
  /** Edge of a larger version that is prepared as well. */
  finerSize?: number;
  /** Refuses pictures that would have to be cropped or resized. */
  strict: boolean;
}

/**
 * Decodes a picture if it is still encoded, and fits it to the size. Works the same on the main thread and in a worker.
 *
 * @returns `[size, size, channels]`, 8 bits per sample, followed by `[finerSize, finerSize, channels]` if `finerSize` is given
 * @throws Error whose message gives the reason
 */
export async function preparePixels(loaded: Uint8Array | Picture, { fit, finerSize, strict }: Preparation): Promise<Uint8Array> {
  if (finerSize !== undefined) {
    const finer = await preparePixels(loaded, { fit: { ...fit, size: finerSize }, strict });
    const coarse = await preparePixels(loaded, { fit, strict: false });
    return Buffer.concat([coarse, finer]);
  }
  const check = ({ width, height }: { width: number; height: number }) => {
    if (strict && (width !== fit.size || height !== fit.size)) throw new Error(`it has ${width}×${height} pixels instead of ${fit.size}×${fit.size}`);
  };
  if (loaded instanceof Uint8Array) return (await decodeFitted(loaded, fit, check)).data;
  check(loaded);
  return fitPicture(loaded, fit).data;
}
