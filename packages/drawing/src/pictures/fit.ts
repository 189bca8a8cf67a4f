import { resampleTaps } from './filters.js';
import { luma, type Colour, type Picture } from './picture.js';
import { resizeSamples, toBytes } from './resize.js';

/** What pictures are turned into for training. */
export interface Fit {
  /** Edge of the square, in pixels. */
  size: number;
  /** 1 for grey, 3 for RGB. */
  channels: 1 | 3;
  /** Colour behind transparent pixels. */
  background: Colour;
}

/** A picture that comes row by row. */
export interface RowFitter {
  /**
   * Takes the next row, `[width, channels]`, from the top.
   *
   * @returns false if no more rows are needed
   */
  row(samples: Uint8Array): boolean;
  /** The fitted square, once all rows have come. */
  picture(): Picture;
}

/** The largest centred square; an odd surplus loses its extra row or column at the end. */
function centreSquare({ width, height }: Pick<Picture, 'width' | 'height'>): { edge: number; left: number; top: number } {
  const edge = Math.min(width, height);
  return { edge, left: Math.floor((width - edge) / 2), top: Math.floor((height - edge) / 2) };
}

/**
 * Puts the middle of a row over the background: `alpha · colour + (1 − alpha) · background`. Done before the resampling this equals resampling
 * premultiplied colours, because the background is constant and the filter linear.
 *
 * @param out `[edge, channels of the fit]`
 */
function composite(samples: Uint8Array, channels: Picture['channels'], left: number, { channels: wanted, background }: Fit, out: Float32Array): void {
  const edge = out.length / wanted;
  const over = [0, 0, 0];
  for (let x = 0; x < edge; x++) {
    const from = (left + x) * channels;
    const to = x * wanted;
    if (channels === 1) {
      for (let c = 0; c < wanted; c++) out[to + c] = samples[from];
      continue;
    }
    const alpha = channels === 4 ? samples[from + 3] / 255 : 1;
    for (let c = 0; c < 3; c++) over[c] = alpha === 1 ? samples[from + c] : alpha * samples[from + c] + (1 - alpha) * background[c];
    if (wanted === 1) out[to] = luma(over[0], over[1], over[2]);
    else for (let c = 0; c < 3; c++) out[to + c] = over[c];
  }
}

/** Keeps the whole square, which is no larger than the result, and resamples it at the end. */
function keepingFitter(edge: number, fit: Fit): { add(row: Float32Array, y: number): void; samples(): Float32Array } {
  const data = new Float32Array(edge * edge * fit.channels);
  return {
    add: (row, y) => data.set(row, y * row.length),
    samples: () => (edge === fit.size ? data : resizeSamples({ width: edge, height: edge, channels: fit.channels, data }, fit.size, fit.size).data),
  };
}

/** Averages areas as rows come, so that only the result is kept. */
function shrinkingFitter(edge: number, { size, channels }: Fit): { add(row: Float32Array, y: number): void; samples(): Float32Array } {
  const taps = resampleTaps(edge, size, 'area');
  const data = new Float32Array(size * size * channels);
  const across = new Float32Array(size * channels);
  /** The first row of the result whose area is not complete yet. */
  let next = 0;
  return {
    add(row, y) {
      across.fill(0);
      for (let x = 0; x < size; x++) {
        const { first, weights } = taps[x];
        for (let k = 0, from = first * channels; k < weights.length; k++) for (let c = 0; c < channels; c++) across[x * channels + c] += weights[k] * row[from++];
      }
      while (next < size - 1 && taps[next].first + taps[next].weights.length <= y) next++;
      for (let i = next; i < size && taps[i].first <= y; i++) {
        const weight = taps[i].weights[y - taps[i].first] ?? 0;
        const to = i * size * channels;
        if (weight > 0) for (let k = 0; k < across.length; k++) data[to + k] += weight * across[k];
      }
    },
    samples: () => data,
  };
}

/**
 * Fits a picture that comes row by row: see {@link fitPicture}. Memory holds the result, or the square if it is smaller.
 *
 * @param size the size and channels of the picture that the rows belong to
 */
export function rowFitter({ width, height, channels }: Pick<Picture, 'width' | 'height' | 'channels'>, fit: Fit): RowFitter {
  const { edge, left, top } = centreSquare({ width, height });
  const middle = new Float32Array(edge * fit.channels);
  const fitter = edge > fit.size ? shrinkingFitter(edge, fit) : keepingFitter(edge, fit);
  let y = 0;
  return {
    row(samples) {
      if (y >= top && y < top + edge) {
        composite(samples, channels, left, fit, middle);
        fitter.add(middle, y - top);
      }
      return ++y < top + edge;
    },
    picture: () => ({ width: fit.size, height: fit.size, channels: fit.channels, data: toBytes(fitter.samples()) }),
  };
}

/**
 * A picture as training wants it: centred square, no alpha, the requested size and channels (grey by BT.601 luma), rounded to 8 bits.
 * Shrinks by area averaging and enlarges by Catmull–Rom, on the values as stored (no gamma), as is usual for training sets.
 */
export function fitPicture(picture: Picture, fit: Fit): Picture {
  const fitter = rowFitter(picture, fit);
  const length = picture.width * picture.channels;
  for (let y = 0; y < picture.height && fitter.row(picture.data.subarray(y * length, (y + 1) * length)); y++);
  return fitter.picture();
}
