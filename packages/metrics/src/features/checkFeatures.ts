/** Feature vectors one after the other. */
export interface Features {
  /** `[count, dimensions]` */
  values: Float32Array | Float64Array;
  dimensions: number;
}

/**
 * Checks feature vectors.
 *
 * @param name what an error calls the set
 * @returns how many vectors there are
 * @throws RangeError if there are none, the dimensions do not divide the length, or a value is not finite
 */
export function checkFeatures({ values, dimensions }: Features, name: string): number {
  if (!Number.isInteger(dimensions) || dimensions < 1) throw new RangeError(`dimensions of the features ${name} must be a positive integer, not ${dimensions}`);
  if (values.length === 0) throw new RangeError(`the features ${name} hold no vectors`);
  if (values.length % dimensions !== 0) {
    throw new RangeError(`the features ${name} have ${values.length} numbers, which is not a multiple of their ${dimensions} dimensions`);
  }
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(`vector ${Math.floor(bad / dimensions)} of the features ${name} has ${values[bad]} in dimension ${bad % dimensions}: features must be finite`);
  }
  return values.length / dimensions;
}

/** Checks that two sets have vectors of the same dimensions. @throws RangeError if they do not */
export function checkSameDimensions(a: Features, aName: string, b: Features, bName: string): void {
  if (a.dimensions !== b.dimensions) {
    throw new RangeError(`the features ${aName} have ${a.dimensions} dimensions and ${bName} ${b.dimensions}: both must come from one network`);
  }
}
