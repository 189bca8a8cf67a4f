import { checkPositiveCount, type PointCloud } from './checkClouds.js';

/**
 * A random choice of a cloud's points, each at most once (the first steps of a Fisher–Yates shuffle).
 *
 * @param random uniform numbers in [0, 1)
 * @param name what an error calls the cloud
 * @returns `[points, 3]`; the cloud itself where it has just so many points
 * @throws RangeError where the cloud has fewer points, or `points` is no positive integer
 */
export function subsample(cloud: PointCloud, points: number, random: () => number, name = 'to sub-sample'): PointCloud {
  checkPositiveCount(points, 'points');
  const count = cloud.length / 3;
  if (count === points) return cloud;
  if (count < points) throw new RangeError(`the cloud ${name} has ${count} points, fewer than the ${points} asked for`);
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const chosen = cloud.slice(0, points * 3);
  for (let i = 0; i < points; i++) {
    const j = i + Math.floor(random() * (count - i));
    [order[i], order[j]] = [order[j], order[i]];
    chosen.set(cloud.subarray(order[i] * 3, order[i] * 3 + 3), i * 3);
  }
  return chosen;
}
