/** N pairs of a coordinate and a value: one sample of a map from coordinates to values. Coordinates may have no channels. */
export interface CoordinateValueSet {
  /** Number of pairs. */
  points: number;
  /** `[points, coordinateChannels]`, row-major. */
  coordinates: Float32Array;
  /** `[points, valueChannels]`, row-major. */
  values: Float32Array;
}

/**
 * Channels of a set's coordinates and values.
 *
 * @throws RangeError if the points are not a positive integer, or do not divide the numbers
 */
export function channelsOfSet({ points, coordinates, values }: CoordinateValueSet): { coordinateChannels: number; valueChannels: number } {
  if (!Number.isInteger(points) || points < 1) throw new RangeError(`points must be a positive integer, not ${points}`);
  for (const [field, numbers] of Object.entries({ coordinates, values })) {
    if ((numbers.length === 0 && field === 'values') || numbers.length % points !== 0) throw new RangeError(`${field} has ${numbers.length} numbers; expected a ${field === 'values' ? 'positive ' : ''}multiple of its ${points} points`);
  }
  return { coordinateChannels: coordinates.length / points, valueChannels: values.length / points };
}

/**
 * The pairs of a set at given indices, in their order; an index may occur more than once.
 *
 * @throws RangeError if an index is not one of the set's
 */
export function takePairs(set: CoordinateValueSet, indices: ArrayLike<number>): CoordinateValueSet {
  const { coordinateChannels, valueChannels } = channelsOfSet(set);
  const coordinates = new Float32Array(indices.length * coordinateChannels);
  const values = new Float32Array(indices.length * valueChannels);
  for (let i = 0; i < indices.length; i++) {
    const from = indices[i];
    if (!(from >= 0 && from < set.points)) throw new RangeError(`index ${i} is ${from}; expected one of the set's ${set.points} pairs`);
    for (let c = 0; c < coordinateChannels; c++) coordinates[i * coordinateChannels + c] = set.coordinates[from * coordinateChannels + c];
    for (let c = 0; c < valueChannels; c++) values[i * valueChannels + c] = set.values[from * valueChannels + c];
  }
  return { points: indices.length, coordinates, values };
}
