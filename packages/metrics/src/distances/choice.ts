import { auction } from '../assignment/auction.js';
import { optimalAssignment } from '../assignment/optimalAssignment.js';
import type { PointCloud } from '../clouds/checkClouds.js';
import { chamferDistanceOfTrees } from './chamfer.js';
import { checkTolerance, defaultAuctionTolerance } from './earthMovers.js';
import { euclideanCosts } from './euclideanCosts.js';
import { buildPointTree, type PointTree } from './pointTree.js';

/** The names of the distances: Chamfer, exact earth mover's, and its approximation by an auction. */
export const distanceNames = ['CD', 'EMD', 'auctionEmd'] as const;

/** A distance between clouds. */
export type DistanceName = (typeof distanceNames)[number];

/** Which distance to take. */
export interface DistanceChoice {
  distance: DistanceName;
  /** Maximum relative error of `auctionEmd`; default 0.01. The other distances have none. */
  tolerance?: number;
}

/**
 * Fills in and checks a choice of distance.
 *
 * @throws RangeError if the distance has another name, the tolerance is out of (0, 1), or an exact distance was given one
 */
export function resolveDistance({ distance, tolerance }: DistanceChoice): DistanceChoice {
  if (!distanceNames.includes(distance)) throw new RangeError(`distance must be one of ${distanceNames.join(', ')}, not ${distance}`);
  if (distance !== 'auctionEmd') {
    if (tolerance !== undefined) throw new RangeError(`distance ${distance} is exact and takes no tolerance; auctionEmd does`);
    return { distance };
  }
  checkTolerance(tolerance ?? defaultAuctionTolerance);
  return { distance, tolerance: tolerance ?? defaultAuctionTolerance };
}

/** Returns a function that computes the distance of clouds that are already checked, and reuses trees and memory from one pair to the next. */
export function createDistance({ distance, tolerance }: DistanceChoice): (a: PointCloud, b: PointCloud) => number {
  if (distance === 'CD') {
    const trees = new WeakMap<PointCloud, PointTree>();
    const treeOf = (cloud: PointCloud) => {
      const tree = trees.get(cloud) ?? buildPointTree(cloud);
      trees.set(cloud, tree);
      return tree;
    };
    return (a, b) => chamferDistanceOfTrees(treeOf(a), treeOf(b));
  }
  const solve = distance === 'EMD' ? optimalAssignment : (costs: Float64Array, size: number) => auction(costs, size, tolerance ?? defaultAuctionTolerance);
  let costs: Float64Array | undefined;
  return (a, b) => {
    costs = euclideanCosts(a, b, costs);
    return solve(costs, a.length / 3).cost / (a.length / 3);
  };
}
