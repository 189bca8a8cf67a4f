import { pictureFromValues, valuesFromPicture } from './values.js';

test('values are scaled, rounded and clamped', () => {
  const values = Float32Array.of(-1, 1, 0, -1.5, 7, NaN, 1 / 127.5, 0.6 / 127.5 - 1, 0.4 / 127.5 - 1, -Infinity, Infinity, 0.99);
  expect([...pictureFromValues(values, { width: 4 / 2 }).data]).toEqual([0, 255, 128, 0, 255, 0, 129, 1, 0, 0, 255, 254]);
});

test('every sample survives conversion to values and back', () => {
  const picture = { width: 16, height: 16, channels: 1 as const, data: Uint8Array.from({ length: 256 }, (_, i) => i) };
  expect(pictureFromValues(valuesFromPicture(picture), { width: 16 })).toEqual(picture);
});

test('channels follow from the length', () => {
  expect(pictureFromValues(new Float32Array(24), { width: 4, height: 2 }).channels).toBe(3);
  expect(() => pictureFromValues(new Float32Array(10), { width: 2, height: 2 })).toThrow('10 values do not fill 2×2 pixels of 1, 3 or 4 channels');
});
