import { checkPositiveCount, type PointCloud } from './checkClouds.js';
import { chooseIndices } from './chooseIndices.js';

/**
 * A random choice of a cloud's points, each at most once.
 *
 * @param random uniform numbers in [0, 1)
 * @param name what an error calls the cloud
 * @returns `[points, 3]`; the cloud itself if it has exactly that many points
 * @throws RangeError if the cloud has fewer points, or `points` is not a positive integer
 */
export function subsample(cloud: PointCloud, points: number, random: () => number, name = 'to sub-sample'): PointCloud {
  checkPositiveCount(points, 'points');
  const count = cloud.length / 3;
  if (count === points) return cloud;
  if (count < points) throw new RangeError(`the cloud ${name} has ${count} points, fewer than the ${points} asked for`);
  const chosen = cloud.slice(0, points * 3);
  chooseIndices(count, points, random).forEach((index, i) => chosen.set(cloud.subarray(index * 3, index * 3 + 3), i * 3));
  return chosen;
}
