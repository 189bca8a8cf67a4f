/** A point cloud that a page shows. */
export interface ViewerCloud {
  /** Its name in the list. */
  name: string;
  /** The heading that it is listed under, such as its class. */
  group?: string;
  /** `[points, 3]`, y up; any unit and place, since each cloud is fitted to the view. */
  positions: Float32Array;
}

/**
 * Refuses what cannot be shown.
 *
 * @throws RangeError if there are no clouds, or one of them, which the message names, has no points or points that are not three finite numbers
 */
export function checkClouds(clouds: readonly ViewerCloud[]): void {
  if (clouds.length === 0) throw new RangeError('a viewer of no clouds shows nothing; expected at least one');
  for (const { name, positions } of clouds) {
    if (positions.length === 0 || positions.length % 3 !== 0) {
      throw new RangeError(`the cloud '${name}' has ${positions.length} numbers; expected three for each point, and at least one point`);
    }
    const wrong = positions.findIndex((x) => !Number.isFinite(x));
    if (wrong >= 0) throw new RangeError(`point ${Math.floor(wrong / 3)} of the cloud '${name}' lies at ${positions[wrong]}; expected finite numbers`);
  }
}
