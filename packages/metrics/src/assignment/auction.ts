/** A one-to-one assignment of rows to columns, and what is known about how good it is. */
export interface AuctionResult {
  /** The column of each row, `[size]`. */
  columns: Int32Array;
  /** A price for each column, `[size]`. */
  prices: Float64Array;
  /** The assignment's total cost: never below the optimum's. */
  cost: number;
  /** What the prices prove: no assignment costs less than this. */
  bound: number;
}

/** Lets every row without a column bid, until all have one that is within `epsilon` of the row's best. */
function bid(costs: Float64Array, columns: Int32Array, prices: Float64Array, epsilon: number): void {
  const size = columns.length;
  const owners = new Int32Array(size).fill(-1);
  const waiting = new Int32Array(size);
  let count = 0;
  for (let row = size - 1; row >= 0; row--) {
    if (columns[row] < 0) waiting[count++] = row;
    else owners[columns[row]] = row;
  }
  while (count > 0) {
    const row = waiting[--count];
    let best = 0;
    let value = Infinity;
    let second = Infinity;
    for (let column = 0; column < size; column++) {
      const candidate = costs[row * size + column] + prices[column];
      if (candidate >= second) continue;
      if (candidate < value) {
        second = value;
        value = candidate;
        best = column;
      } else second = candidate;
    }
    prices[best] += second - value + epsilon;
    const displaced = owners[best];
    if (displaced >= 0) {
      columns[displaced] = -1;
      waiting[count++] = displaced;
    }
    owners[best] = row;
    columns[row] = best;
  }
}

/** Each row's least cost + price, `[size]`. */
function leastValues(costs: Float64Array, prices: Float64Array): Float64Array {
  const size = prices.length;
  const values = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let value = Infinity;
    for (let column = 0; column < size; column++) {
      const candidate = costs[row * size + column] + prices[column];
      if (candidate < value) value = candidate;
    }
    values[row] = value;
  }
  return values;
}

/**
 * Bertsekas's auction with ε-scaling: rows bid for columns at cost + price, in rounds of a falling ε, until cost − bound ≤ `tolerance` · cost
 * or both agree to 10⁻⁹ of the greatest cost for each row. The bound is the dual problem's value, Σ_i min_j (c_ij + p_j) − Σ_j p_j.
 *
 * @param costs finite, not negative, `[size, size]`
 */
export function auction(costs: Float64Array, size: number, tolerance: number): AuctionResult {
  let greatest = 0;
  for (let k = 0; k < costs.length; k++) if (costs[k] > greatest) greatest = costs[k];
  const prices = new Float64Array(size);
  if (size === 1 || greatest === 0) return { columns: Int32Array.from(prices, (_, i) => i), prices, cost: costs[0], bound: costs[0] };

  const columns = new Int32Array(size).fill(-1);
  const factor = 5;
  for (let epsilon = greatest / 4; ; epsilon /= factor) {
    bid(costs, columns, prices, epsilon);
    const values = leastValues(costs, prices);
    let cost = 0;
    let bound = 0;
    for (let row = 0; row < size; row++) {
      cost += costs[row * size + columns[row]];
      bound += values[row] - prices[row];
    }
    if (cost - bound <= tolerance * cost || epsilon < greatest * 1e-9) return { columns, prices, cost, bound };
    // A pair that the next round's ε still allows need not bid again.
    for (let row = 0; row < size; row++) {
      const column = columns[row];
      if (costs[row * size + column] + prices[column] > values[row] + epsilon / factor) columns[row] = -1;
    }
  }
}
