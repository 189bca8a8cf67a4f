import fixture from '../testing/fixtures/assignments.json';
import { weyl } from '../testing/weyl.js';
import { auction } from './auction.js';
import { optimalAssignment } from './optimalAssignment.js';

const matrix = (size: number, levels: number) => weyl(size * size, size).map((cost) => (levels ? Math.floor(cost * levels) : cost));
const isPermutation = (columns: Int32Array) => expect([...columns].sort((a, b) => a - b)).toEqual(Array.from(columns, (_, i) => i));

test.each(fixture.matrices)('costs what scipy finds: $size rows, $levels levels', ({ size, levels, cost }) => {
  const costs = matrix(size, levels);
  const optimal = optimalAssignment(costs, size);
  isPermutation(optimal.columns);
  expect(optimal.cost).toBeCloseTo(cost, 10);
  expect(optimal.columns.reduce((sum, column, row) => sum + costs[row * size + column], 0)).toBeCloseTo(cost, 10);
});

test.each(fixture.matrices)('the auction encloses it: $size rows, $levels levels', ({ size, levels, cost }) => {
  const result = auction(matrix(size, levels), size, 0.05);
  isPermutation(result.columns);
  expect(result.cost).toBeGreaterThanOrEqual(cost - 1e-9);
  expect(result.bound).toBeLessThanOrEqual(cost + 1e-9);
  expect(result.cost - result.bound).toBeLessThanOrEqual(0.05 * result.cost + size * 1e-9 * Math.max(1, levels));
});
