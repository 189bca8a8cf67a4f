import type { Picture } from '@inrflow/drawing';
import { resizePicture } from '@inrflow/drawing';
import type { ResizeFilter } from './filters.js';

/** The order of a network's input: channels first or last. */
export type Layout = 'nchw' | 'nhwc';

/** How a picture is pre-processed for a network. */
export interface Preprocessing {
  /** Edge of the network's input, in pixels. */
  size: number;
  filter: ResizeFilter;
  /** `(sample / 255 − mean) / deviation`, [red, green, blue] each. */
  mean: readonly number[];
  deviation: readonly number[];
  layout: Layout;
}

const DESCRIPTIONS: Readonly<Record<ResizeFilter, string>> = {
  auto: 'area average where it shrinks, bicubic (Catmull-Rom) where it enlarges',
  area: 'area average',
  bilinear: 'bilinear, not antialiased',
  bicubic: 'bicubic (Catmull-Rom), not antialiased',
  nearest: 'nearest',
};

/** Description of the filter for protocols. */
export const filterText = (filter: ResizeFilter) => `${DESCRIPTIONS[filter]}; rounded to 8 bits`;

const rounded = (x: number) => Number(x.toPrecision(6));

/** Description for protocols of the values that a network receives: `[0, 1]`, or the mean and deviation of each channel. */
export function valueRangeText({ mean, deviation }: Pick<Preprocessing, 'mean' | 'deviation'>): string {
  const isSame = [mean, deviation].every((numbers) => numbers.every((x) => x === numbers[0]));
  if (isSame) return `[${rounded(-mean[0] / deviation[0])}, ${rounded((1 - mean[0]) / deviation[0])}]`;
  return `([0, 1] - [${mean.join(', ')}]) / [${deviation.join(', ')}]`;
}

/** The mean and deviation that map [0, 1] to a range. */
export function rangeToMoments([low, high]: readonly [number, number]): Pick<Preprocessing, 'mean' | 'deviation'> {
  const deviation = 1 / (high - low);
  return { mean: Array<number>(3).fill(-low * deviation), deviation: Array<number>(3).fill(deviation) };
}

/**
 * A square picture as a network's input; grey ones have three equal channels.
 *
 * @returns `[3, size, size]` or `[size, size, 3]`, by the layout
 */
export function networkInput(picture: Picture, { size, filter, mean, deviation, layout }: Preprocessing): Float32Array {
  const { data, channels } = picture.width === size && picture.height === size ? picture
    : resizePicture(picture, size, size, filter === 'auto' ? undefined : filter);
  const pixels = size * size;
  const input = new Float32Array(3 * pixels);
  for (let c = 0; c < 3; c++) {
    const [scale, shift] = [1 / (255 * deviation[c]), -mean[c] / deviation[c]];
    const from = channels === 1 ? 0 : c;
    for (let i = 0; i < pixels; i++) input[layout === 'nchw' ? c * pixels + i : 3 * i + c] = data[channels * i + from] * scale + shift;
  }
  return input;
}
