import { uniformValues } from '@inrflow/core';
import { fitPicture } from './fit.js';
import type { Picture } from './picture.js';
import { resizePicture, resizeSamples, type Samples } from './resize.js';

const noise = (width: number, height: number, channels: number): Samples => ({
  width, height, channels, data: uniformValues({ seed: 7, stream: 'noise' }, width * height * channels).map((value) => value * 255),
});

/** Area averages by brute force: every sample repeated `to` times, then means of `from`. */
function bruteArea({ width, height, channels, data }: Samples, w: number, h: number): number[] {
  const out: number[] = [];
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let v = y * height; v < (y + 1) * height; v++) {
          for (let u = x * width; u < (x + 1) * width; u++) sum += data[(Math.floor(v / h) * width + Math.floor(u / w)) * channels + c];
        }
        out.push(sum / (width * height));
      }
    }
  }
  return out;
}

test.each([[8, 8, 4, 4], [7, 5, 3, 2], [10, 9, 7, 8], [5, 5, 1, 1], [6, 4, 6, 4]])('%i×%i → %i×%i by area equals brute force', (width, height, w, h) => {
  const samples = noise(width, height, 3);
  const expected = bruteArea(samples, w, h);
  const { data, ...sizes } = resizeSamples(samples, w, h);
  expect(sizes).toEqual({ width: w, height: h, channels: 3 });
  expected.forEach((value, i) => expect(data[i]).toBeCloseTo(value, 3));
});

test.each([['bilinear', 1], ['bicubic', 2]] as const)('%s reproduces polynomials of degree %i away from the edges', (method, degree) => {
  const polynomial = (x: number, y: number) => 3 + 2 * x - y + (degree === 2 ? 0.5 * x * x - 0.25 * y * y + 0.1 * x * y : 0);
  const samples: Samples = { width: 10, height: 12, channels: 1, data: Float32Array.from({ length: 120 }, (_, i) => polynomial((i % 10) + 0.5, Math.floor(i / 10) + 0.5)) };
  const { data } = resizeSamples(samples, 25, 36, method);
  for (let y = 9; y < 27; y++) for (let x = 7; x < 18; x++) expect(data[y * 25 + x]).toBeCloseTo(polynomial((x + 0.5) / 2.5, (y + 0.5) / 3), 3);
});

test.each(['nearest', 'bilinear', 'bicubic', 'area'] as const)('%s keeps a constant, and the same size', (method) => {
  const constant: Picture = { width: 3, height: 5, channels: 1, data: new Uint8Array(15).fill(77) };
  expect([...resizePicture(constant, 8, 11, method).data]).toEqual(Array(88).fill(77));
  const picture: Picture = { width: 4, height: 3, channels: 3, data: Uint8Array.from({ length: 36 }, (_, i) => i * 7) };
  expect([...resizePicture(picture, 4, 3, method).data]).toEqual([...picture.data]);
});

test('nearest by a whole factor repeats pixels', () => {
  const picture: Picture = { width: 2, height: 1, channels: 1, data: Uint8Array.of(10, 20) };
  expect([...resizePicture(picture, 6, 2, 'nearest').data]).toEqual([10, 10, 10, 20, 20, 20, 10, 10, 10, 20, 20, 20]);
});

test('the colour of transparent pixels does not bleed', () => {
  const picture: Picture = { width: 2, height: 1, channels: 4, data: Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 0) };
  expect([...resizePicture(picture, 1, 1).data]).toEqual([255, 0, 0, 128]);
  // Fitted over white, half the area is red and half white.
  const wide: Picture = { width: 2, height: 2, channels: 4, data: Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 0, 255, 0, 0, 255, 0, 255, 0, 0) };
  expect([...fitPicture(wide, { size: 1, channels: 3, background: [255, 255, 255] }).data]).toEqual([255, 128, 128]);
});

test('fitting composites as resampling premultiplied colours does', () => {
  const alpha = noise(6, 6, 4);
  const picture: Picture = { width: 6, height: 6, channels: 4, data: Uint8Array.from(alpha.data) };
  const premultiplied: Samples = { ...alpha, data: Float32Array.from(picture.data, (value, i) => (i % 4 === 3 ? value : (value * picture.data[i - (i % 4) + 3]) / 255)) };
  const means = bruteArea(premultiplied, 4, 4);
  const background = [20, 200, 90] as const;
  const { data } = fitPicture(picture, { size: 4, channels: 3, background });
  data.forEach((sample, i) => {
    const pixel = 4 * Math.floor(i / 3);
    expect(Math.abs(sample - (means[pixel + (i % 3)] + (1 - means[pixel + 3] / 255) * background[i % 3]))).toBeLessThan(0.501);
  });
});

test('the centred square is kept', () => {
  const picture: Picture = { width: 5, height: 2, channels: 1, data: Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9) };
  expect([...fitPicture(picture, { size: 2, channels: 1, background: [0, 0, 0] }).data]).toEqual([1, 2, 6, 7]);
});

test('impossible sizes are named', () => {
  const picture: Picture = { width: 1, height: 1, channels: 1, data: Uint8Array.of(0) };
  expect(() => resizePicture(picture, 0, 2)).toThrow('width of a resized picture must be a positive integer, not 0');
});
