import { weyl } from '../testing/weyl.js';
import { blockRows, packRows, productBlocks, rowProducts, squaredLengths } from './rowProducts.js';

const matrix = (rows: number, length: number, shift: number) => {
  const values = weyl(rows * length, shift);
  return { rows, length, values, packed: packRows(rows, length, (row, k) => values[row * length + k]) };
};

test.each([[1, 1, 1], [3, 5, 2], [4, 8, 7], [130, 67, 9]])('%i × %i rows equal the plain double loop', (rows, others, length) => {
  const [a, b] = [matrix(rows, length, 1), matrix(others, length, 9)];
  for (const [first, second] of [[a, b], [a, a]]) {
    const products = rowProducts(first.packed, second.packed);
    expect(products).toHaveLength(first.rows * second.rows);
    for (let i = 0; i < first.rows; i++) {
      for (let j = 0; j < second.rows; j++) {
        let sum = 0;
        for (let k = 0; k < length; k++) sum += first.values[i * length + k] * second.values[j * length + k];
        expect(products[i * second.rows + j]).toBeCloseTo(sum, 12);
      }
    }
  }
});

test('a row’s squared length is its product with its copy, bit for bit', () => {
  const a = matrix(70, 33, 4);
  const products = rowProducts(a.packed, matrix(70, 33, 4).packed);
  expect([...squaredLengths(a.packed)]).toEqual(Array.from({ length: 70 }, (_, i) => products[i * 71]));
});

test('blocks are of few rows and start at the diagonal for one matrix', () => {
  const { packed } = matrix(blockRows + 1, 2, 0);
  expect(Array.from(productBlocks(packed, packed), ({ firstRow, lastRow, firstColumn }) => [firstRow, lastRow, firstColumn]))
    .toEqual([[0, blockRows, 0], [blockRows, blockRows + 1, blockRows]]);
});

test('rows of other lengths have no products', () => {
  expect(() => rowProducts(matrix(2, 3, 0).packed, matrix(2, 4, 0).packed)).toThrow('rows of 3 and of 4 numbers have no products');
});
