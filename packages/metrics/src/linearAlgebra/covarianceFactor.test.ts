import { weyl } from '../testing/weyl.js';
import { covarianceFactor } from './covarianceFactor.js';
import { packRows, rowProducts } from './rowProducts.js';

/** Fᵀ F by the plain triple loop, from the rows that the factor's products with unit vectors give. */
function square(factor: ReturnType<typeof covarianceFactor>): Float64Array {
  const size = factor.length;
  const f = rowProducts(factor, packRows(size, size, (i, k) => (i === k ? 1 : 0)));
  return Float64Array.from({ length: size * size }, (_, at) => {
    let sum = 0;
    for (let r = 0; r < factor.rows; r++) sum += f[r * size + Math.floor(at / size)] * f[r * size + (at % size)];
    return sum;
  });
}

function covariance(rank: number, size: number): Float64Array {
  const values = weyl(rank * size, 3).map((value, i) => (value - 0.5) * 10 ** (-(i % size) / 10));
  const columns = packRows(size, rank, (k, i) => values[i * size + k]);
  return rowProducts(columns, columns);
}

test.each([[1, 1], [3, 3], [40, 30], [5, 30], [1, 30]])('rank %i of %i dimensions: Fᵀ F is the matrix, of no more rows than the rank', (rank, size) => {
  const matrix = covariance(rank, size);
  const factor = covarianceFactor(matrix, size);
  expect(factor.rows).toBe(Math.min(rank, size));
  square(factor).forEach((value, at) => expect(value).toBeCloseTo(matrix[at], 13));
});

test('a matrix of 0, and dimensions that do not vary', () => {
  expect([...square(covarianceFactor(new Float64Array(9), 3))]).toEqual(Array(9).fill(0));
  expect([...square(covarianceFactor(Float64Array.of(0, 0, 0, 4), 2))]).toEqual([0, 0, 0, 4]);
});

test('eigenvalues below 0 by rounding are taken as 0', () => {
  const values = square(covarianceFactor(Float64Array.of(1, 1, 1, 1 - 1e-15), 2));
  for (const value of values) expect(value).toBeCloseTo(1, 13);
});
