import { auction } from '../assignment/auction.js';
import { optimalAssignment } from '../assignment/optimalAssignment.js';
import { checkCloud, checkPointCounts, type PointCloud } from '../clouds/checkClouds.js';
import { euclideanCosts } from './euclideanCosts.js';

function checkPair(a: PointCloud, b: PointCloud): void {
  checkCloud(a, 'a');
  checkCloud(b, 'b');
  checkPointCounts([b], 'b', a.length / 3);
}

/**
 * Earth mover's distance: the mean Euclidean distance under the optimal one-to-one assignment,
 * EMD(a, b) = min_σ 1/n Σ_i ‖a_i − b_σ(i)‖. Exact; memory 8 n² bytes.
 *
 * @returns a number in the coordinates' unit
 * @throws RangeError if a cloud is empty, not `[points, 3]` or not finite, or the counts differ
 */
export function earthMoversDistance(a: PointCloud, b: PointCloud): number {
  checkPair(a, b);
  const count = a.length / 3;
  return optimalAssignment(euclideanCosts(a, b), count).cost / count;
}

/** The default tolerance of {@link auctionEmd}. */
export const defaultAuctionTolerance = 0.01;

/**
 * An approximation of the earth mover's distance: the mean Euclidean distance under a one-to-one assignment that an auction proves to be
 * within `tolerance` of the optimum, EMD ≤ auctionEmd ≤ EMD / (1 − tolerance).
 *
 * @param tolerance the greatest relative error, in (0, 1)
 * @returns a number in the coordinates' unit
 * @throws RangeError as {@link earthMoversDistance}, or if the tolerance is out of its range
 */
export function auctionEmd(a: PointCloud, b: PointCloud, tolerance = defaultAuctionTolerance): number {
  checkPair(a, b);
  checkTolerance(tolerance);
  const count = a.length / 3;
  return auction(euclideanCosts(a, b), count, tolerance).cost / count;
}

/** Checks an auction's tolerance. @throws RangeError if it is not in (0, 1) */
export function checkTolerance(tolerance: number): void {
  if (!(tolerance > 0 && tolerance < 1)) throw new RangeError(`tolerance must be a relative error between 0 and 1, such as 0.01, not ${tolerance}`);
}
