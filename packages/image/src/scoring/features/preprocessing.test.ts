import type { Picture } from '@inrflow/drawing';
import { filterText, networkInput, rangeToMoments, valueRangeText, type Preprocessing } from './preprocessing.js';

const picture: Picture = { width: 2, height: 2, channels: 3, data: Uint8Array.of(0, 51, 255, 255, 0, 102, 10, 20, 30, 40, 50, 60) };
const plain: Preprocessing = { size: 2, filter: 'auto', ...rangeToMoments([0, 255]), layout: 'nhwc' };

test('a range maps black and white to its ends', () => {
  networkInput(picture, plain).forEach((x, i) => expect(x).toBeCloseTo(picture.data[i], 4));
  const values = networkInput(picture, { ...plain, ...rangeToMoments([-1, 1]) });
  [...values.slice(0, 3)].forEach((x, c) => expect(x).toBeCloseTo([-1, -0.6, 1][c], 6));
});

test('mean and deviation apply to samples in [0, 1], channel by channel; channels come first or last', () => {
  const [mean, deviation] = [[0.5, 0.4, 0.3], [0.2, 0.25, 0.5]];
  const values = networkInput(picture, { ...plain, mean, deviation, layout: 'nchw' });
  for (let c = 0; c < 3; c++) for (let i = 0; i < 4; i++) expect(values[4 * c + i]).toBeCloseTo((picture.data[3 * i + c] / 255 - mean[c]) / deviation[c], 5);
});

test('grey is three equal channels', () => {
  expect([...networkInput({ width: 1, height: 1, channels: 1, data: Uint8Array.of(7) }, { ...plain, size: 1 })].map(Math.round)).toEqual([7, 7, 7]);
});

test('the filter resizes pictures', () => {
  const row: Picture = { width: 2, height: 2, channels: 1, data: Uint8Array.of(0, 100, 0, 100) };
  const first = (filter: Preprocessing['filter'], size: number) => Array.from(networkInput(row, { ...plain, filter, size }).slice(0, 3 * size)).filter((_, i) => i % 3 === 0).map(Math.round);
  expect(first('nearest', 4)).toEqual([0, 0, 100, 100]);
  expect(first('bilinear', 4)).toEqual([0, 25, 75, 100]);
  expect(first('auto', 1)).toEqual([50]);
  expect(first('auto', 4)).toEqual(first('bicubic', 4));
});

test('protocols say what was done', () => {
  expect(valueRangeText(rangeToMoments([-1, 1]))).toBe('[-1, 1]');
  expect(valueRangeText(rangeToMoments([0, 255]))).toBe('[0, 255]');
  expect(valueRangeText({ mean: [0.4, 0.5, 0.5], deviation: [0.2, 0.2, 0.2] })).toBe('([0, 1] - [0.4, 0.5, 0.5]) / [0.2, 0.2, 0.2]');
  expect(filterText('bicubic')).toBe('bicubic (Catmull-Rom), not antialiased; rounded to 8 bits');
});
