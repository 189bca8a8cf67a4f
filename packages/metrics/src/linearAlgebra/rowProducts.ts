/** Rows of float64 numbers in panels of four, interleaved, so that products of rows run at the speed of the registers. */
export interface PackedRows {
  rows: number;
  /** Numbers in each row. */
  length: number;
  /** `[panels, length, 4]`; rows beyond the last are 0. */
  panels: Float64Array;
}

const width = 4;
/** Panels of one side that are multiplied with each panel of the other while they lie in the cache. */
const panelsAtOnce = 16;

/** Rows that one step of {@link productBlocks} takes: enough to keep the cache busy, few enough to come back soon. */
export const blockRows = width * panelsAtOnce;

/** Packs a matrix given by its entries. */
export function packRows(rows: number, length: number, entry: (row: number, k: number) => number): PackedRows {
  const panels = new Float64Array(Math.ceil(rows / width) * width * length);
  for (let row = 0; row < rows; row++) {
    const start = (row - (row % width)) * length + (row % width);
    for (let k = 0; k < length; k++) panels[start + k * width] = entry(row, k);
  }
  return { rows, length, panels };
}

/** The squared length of each row, summed in the order of {@link rowProducts}: a row's product with its copy is the same number, bit for bit. */
export function squaredLengths({ rows, length, panels }: PackedRows): Float64Array {
  const sums = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const start = (row - (row % width)) * length + (row % width);
    for (let k = 0; k < length; k++) sums[row] += panels[start + k * width] ** 2;
  }
  return sums;
}

/** The 4 × 4 products of two panels, written at `at` into rows that are `stride` apart; those beyond `rows` or `columns` are left out. */
function multiplyPanels(a: Float64Array, aStart: number, b: Float64Array, bStart: number, length: number, out: Float64Array, at: number, stride: number, rows: number, columns: number): void {
  let c00 = 0, c01 = 0, c02 = 0, c03 = 0, c10 = 0, c11 = 0, c12 = 0, c13 = 0;
  let c20 = 0, c21 = 0, c22 = 0, c23 = 0, c30 = 0, c31 = 0, c32 = 0, c33 = 0;
  for (let end = aStart + length * width; aStart < end; aStart += width, bStart += width) {
    const b0 = b[bStart], b1 = b[bStart + 1], b2 = b[bStart + 2], b3 = b[bStart + 3];
    let x = a[aStart];
    c00 += x * b0; c01 += x * b1; c02 += x * b2; c03 += x * b3;
    x = a[aStart + 1];
    c10 += x * b0; c11 += x * b1; c12 += x * b2; c13 += x * b3;
    x = a[aStart + 2];
    c20 += x * b0; c21 += x * b1; c22 += x * b2; c23 += x * b3;
    x = a[aStart + 3];
    c30 += x * b0; c31 += x * b1; c32 += x * b2; c33 += x * b3;
  }
  const products = [c00, c01, c02, c03, c10, c11, c12, c13, c20, c21, c22, c23, c30, c31, c32, c33];
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[at + i * stride + j] = products[i * width + j];
}

/** Some neighbouring rows' products with columns from `firstColumn` on: entry (row, column) stands at `(row − firstRow) · stride + column`. */
export interface ProductBlock {
  firstRow: number;
  /** Exclusive. */
  lastRow: number;
  firstColumn: number;
  stride: number;
  /** Overwritten by the next block. */
  values: Float64Array;
}

/**
 * The products a_i · b_j of all rows of two matrices, block by block; of one matrix's rows among themselves those with j ≥ i, and a few more.
 *
 * @throws RangeError if the rows differ in length
 */
export function* productBlocks(a: PackedRows, b: PackedRows): Generator<ProductBlock, void> {
  if (a.length !== b.length) throw new RangeError(`rows of ${a.length} and of ${b.length} numbers have no products`);
  const { length } = a;
  const stride = b.rows;
  const values = new Float64Array(blockRows * stride);
  for (let firstRow = 0; firstRow < a.rows; firstRow += blockRows) {
    const lastRow = Math.min(firstRow + blockRows, a.rows);
    const firstColumn = a === b ? firstRow : 0;
    for (let column = firstColumn; column < b.rows; column += width) {
      for (let row = firstRow; row < lastRow; row += width) {
        const at = (row - firstRow) * stride + column;
        multiplyPanels(a.panels, row * length, b.panels, column * length, length, values, at, stride, Math.min(width, lastRow - row), Math.min(width, stride - column));
      }
    }
    yield { firstRow, lastRow, firstColumn, stride, values };
  }
}

/** A Bᵀ: the products a_i · b_j of all rows, `[a.rows, b.rows]`. */
export function rowProducts(a: PackedRows, b: PackedRows): Float64Array {
  const products = new Float64Array(a.rows * b.rows);
  for (const { firstRow, lastRow, firstColumn, stride, values } of productBlocks(a, b)) {
    for (let row = firstRow; row < lastRow; row++) {
      const from = (row - firstRow) * stride;
      products.set(values.subarray(from + firstColumn, from + stride), row * stride + firstColumn);
    }
  }
  if (a === b) for (let i = 0; i < a.rows; i++) for (let j = 0; j < i; j++) products[i * a.rows + j] = products[j * a.rows + i];
  return products;
}
