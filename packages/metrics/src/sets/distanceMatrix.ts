/** Distances of every row's cloud from every column's. */
export interface DistanceMatrix {
  rows: number;
  columns: number;
  /** `[rows, columns]` */
  values: Float64Array;
}

/**
 * Checks that a matrix can be scored.
 *
 * @param name what an error calls it
 * @throws RangeError if it is empty, its size is not rows × columns, or a distance is NaN or negative
 */
export function checkDistanceMatrix({ rows, columns, values }: DistanceMatrix, name: string): void {
  if (rows < 1 || columns < 1) throw new RangeError(`the distances ${name} are ${rows} × ${columns}: both sets need at least one cloud`);
  if (values.length !== rows * columns) throw new RangeError(`the distances ${name} are ${rows} × ${columns}, but hold ${values.length} numbers`);
  const bad = values.findIndex((value) => !(value >= 0));
  if (bad >= 0) throw new RangeError(`the distance ${name}[${Math.floor(bad / columns)}, ${bad % columns}] is ${values[bad]}: distances are not negative`);
}
