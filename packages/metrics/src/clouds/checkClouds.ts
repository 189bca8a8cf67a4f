/** A cloud's points one after the other, `[points, 3]`, in any unit. */
export type PointCloud = Float32Array | Float64Array;

/** The reason why an array is not a cloud, or undefined if it is. */
function fault(cloud: PointCloud): string | undefined {
  if (cloud.length === 0) return 'is empty: a score needs at least one point';
  if (cloud.length % 3 !== 0) return `has ${cloud.length} numbers, which is not a multiple of 3: points are x, y, z one after the other`;
  const bad = cloud.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) return `has ${'xyz'[bad % 3]} = ${cloud[bad]} at point ${Math.floor(bad / 3)}: coordinates must be finite`;
  return undefined;
}

/**
 * Checks one cloud.
 *
 * @param name what an error calls it, such as `samples[3]`
 * @throws RangeError if it is empty, its length is not a multiple of 3, or a coordinate is not finite
 */
export function checkCloud(cloud: PointCloud, name: string): void {
  const reason = fault(cloud);
  if (reason) throw new RangeError(`cloud ${name} ${reason}`);
}

/**
 * Checks a set of clouds.
 *
 * @param name what an error calls the set, such as `samples`
 * @throws RangeError if the set is empty or an array is not a cloud; names the set, the cloud's index and the reason
 */
export function checkClouds(clouds: readonly PointCloud[], name: string): void {
  if (clouds.length === 0) throw new RangeError(`the set ${name} holds no clouds`);
  clouds.forEach((cloud, i) => checkCloud(cloud, `${name}[${i}]`));
}

/**
 * Checks that clouds can be matched one to one.
 *
 * @param points how many points each cloud must have
 * @throws RangeError if a cloud has another number of points
 */
export function checkPointCounts(clouds: readonly PointCloud[], name: string, points: number): void {
  clouds.forEach((cloud, i) => {
    if (cloud.length !== points * 3) {
      throw new RangeError(`cloud ${name}[${i}] has ${cloud.length / 3} points where ${points} are needed: a one-to-one assignment needs equal counts`);
    }
  });
}

/** Checks a count. @throws RangeError if it is not a positive integer */
export function checkPositiveCount(value: number, field: string): void {
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`${field} must be a positive integer, not ${value}`);
}
