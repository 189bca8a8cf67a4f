import { auction } from './auction.js';

/** A one-to-one assignment of rows to columns. */
export interface Assignment {
  /** The column of each row, `[size]`. */
  columns: Int32Array;
  /** Σ_i costs[i, columns[i]]. */
  cost: number;
}

/** How near its optimum the auction stops: measured to give the least time in all. */
const auctionTolerance = 1e-3;

/** Gives each row its cheapest column by cost − potential if no earlier row has taken it, otherwise -1. */
function matchCheapest(costs: Float64Array, potentials: Float64Array, columns: Int32Array, rows: Int32Array): void {
  const size = potentials.length;
  for (let row = 0; row < size; row++) {
    let best = 0;
    let value = Infinity;
    for (let column = 0; column < size; column++) {
      const candidate = costs[row * size + column] - potentials[column];
      if (candidate < value) {
        value = candidate;
        best = column;
      }
    }
    if (rows[best] >= 0) continue;
    rows[best] = row;
    columns[row] = best;
  }
}

/**
 * The assignment of least total cost, exactly, in float64. An auction finds potentials near the optimal ones, rows whose cheapest column is
 * free take it, and each other row is matched along a shortest augmenting path (R. Jonker and A. Volgenant, Computing 38, 1987).
 *
 * @param costs finite, not negative, `[size, size]`
 */
export function optimalAssignment(costs: Float64Array, size: number): Assignment {
  const potentials = auction(costs, size, auctionTolerance).prices.map((price) => -price);
  const columns = new Int32Array(size).fill(-1);
  const rows = new Int32Array(size).fill(-1);
  matchCheapest(costs, potentials, columns, rows);

  const lengths = new Float64Array(size);
  const before = new Int32Array(size);
  // The columns whose shortest path is settled come first.
  const order = Int32Array.from(potentials, (_, i) => i);
  for (let free = 0; free < size; free++) {
    if (columns[free] >= 0) continue;
    lengths.fill(Infinity);
    let settled = 0;
    let shortest = 0;
    let end = -1;
    for (let row = free; end < 0; ) {
      // A matched pair's reduced cost is 0, which gives the row's own potential.
      const own = columns[row] < 0 ? 0 : costs[row * size + columns[row]] - potentials[columns[row]];
      let least = Infinity;
      let leastPlace = settled;
      for (let place = settled; place < size; place++) {
        const column = order[place];
        const length = costs[row * size + column] - potentials[column] - own + shortest;
        if (length < lengths[column]) {
          lengths[column] = length;
          before[column] = row;
        }
        if (lengths[column] < least) {
          least = lengths[column];
          leastPlace = place;
        }
      }
      shortest = least;
      const nearest = order[leastPlace];
      order[leastPlace] = order[settled];
      order[settled++] = nearest;
      if (rows[nearest] < 0) end = nearest;
      else row = rows[nearest];
    }
    for (let place = 0; place < settled; place++) potentials[order[place]] += lengths[order[place]] - shortest;
    for (let column = end; column >= 0; ) {
      const row = before[column];
      const next = columns[row];
      rows[column] = row;
      columns[row] = column;
      column = next;
    }
  }
  let cost = 0;
  for (let row = 0; row < size; row++) cost += costs[row * size + columns[row]];
  return { columns, cost };
}
