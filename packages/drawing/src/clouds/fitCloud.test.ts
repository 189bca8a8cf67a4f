import { fitCloud } from './fitCloud.js';

test('a cloud anywhere and of any size is centred and reaches as far as asked', () => {
  const fitted = fitCloud(Float32Array.of(10, 0, 5, 14, 0, 5, 12, 1, 5), 0.5);
  expect([...fitted].map((x) => Number(x.toFixed(4)))).toEqual([-0.4851, -0.1213, 0, 0.4851, -0.1213, 0, 0, 0.1213, 0]);
  expect(Math.hypot(fitted[0], fitted[1], fitted[2])).toBeCloseTo(0.5, 5);
});

test('one point, and points that are not finite, change nothing else', () => {
  expect([...fitCloud(Float32Array.of(3, 4, 5))]).toEqual([0, 0, 0]);
  expect([...fitCloud(Float32Array.of(-1, 0, 0, 1, 0, 0, NaN, 0, 0))]).toEqual([-1, 0, 0, 1, 0, 0, NaN, 0, 0]);
});
