import { luma, type Colour, type Picture } from './picture.js';
import { resizeSamples, toBytes, type Samples } from './resize.js';

/** What pictures are brought to for training. */
export interface Fit {
  /** Edge of the square, in pixels. */
  size: number;
  channels: 1 | 3;
  /** Colour behind transparent pixels. */
  background: Colour;
}

/** The largest centred square; an odd surplus loses its extra row or column at the end. */
function centreSquare({ width, height }: Picture): { edge: number; left: number; top: number } {
  const edge = Math.min(width, height);
  return { edge, left: Math.floor((width - edge) / 2), top: Math.floor((height - edge) / 2) };
}

/**
 * Crops to the centred square and composites over the background: `alpha · colour + (1 − alpha) · background`. Done before the
 * resampling this equals resampling premultiplied colours, because the background is constant and the filter linear.
 */
function croppedSamples(picture: Picture, { channels, background }: Fit): Samples {
  const { edge, left, top } = centreSquare(picture);
  const data = new Float32Array(edge * edge * channels);
  for (let y = 0; y < edge; y++) {
    for (let x = 0; x < edge; x++) {
      const from = ((top + y) * picture.width + left + x) * picture.channels;
      const alpha = picture.channels === 4 ? picture.data[from + 3] / 255 : 1;
      const sample = (c: number) => {
        const stored = picture.data[from + (picture.channels === 1 ? 0 : c)];
        return alpha * stored + (1 - alpha) * background[c];
      };
      const to = (y * edge + x) * channels;
      if (channels === 1) data[to] = picture.channels === 1 ? picture.data[from] : luma(sample(0), sample(1), sample(2));
      else for (let c = 0; c < 3; c++) data[to + c] = sample(c);
    }
  }
  return { width: edge, height: edge, channels, data };
}

/**
 * A picture as training wants it: centred square, no alpha, the asked size and channels (grey by BT.601 luma), rounded to 8 bits.
 * Shrinks by area averaging and enlarges by Catmull–Rom, on the values as stored (no gamma), as is usual for training sets.
 */
export function fitPicture(picture: Picture, fit: Fit): Picture {
  const samples = croppedSamples(picture, fit);
  const resized = samples.width === fit.size ? samples : resizeSamples(samples, fit.size, fit.size);
  return { width: fit.size, height: fit.size, channels: fit.channels, data: toBytes(resized.data) };
}
