import { loadBalance } from './loadBalance.js';

test('load balance of counts 0, 2, 4 by hand: mean 2, variance (4 + 0 + 4) / 3', () => {
  expect(loadBalance({ counts: Int32Array.of(0, 4, 2) })).toEqual({
    minimum: 0, maximum: 4, mean: 2, standardDeviation: Math.sqrt(8 / 3), coefficientOfVariation: Math.sqrt(8 / 3) / 2, emptyShare: 1 / 3,
  });
});

test('an even load has no variation', () => {
  expect(loadBalance({ counts: Int32Array.of(7, 7, 7) })).toMatchObject({ standardDeviation: 0, coefficientOfVariation: 0, emptyShare: 0 });
});
