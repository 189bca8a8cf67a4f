import { checkCloud, type PointCloud } from '../clouds/checkClouds.js';
import { buildPointTree, squaredBoxDistance, type PointTree } from './pointTree.js';

/** The mean, over the points of `from`, of the squared distance to the nearest point of `to`. */
function meanSquaredNearest(from: PointTree, to: PointTree): number {
  const { points, boxes, starts, ends, firstLeaf } = to;
  const stack = new Int32Array(64);
  let sum = 0;
  let guess = 0;
  for (let i = 0; i < from.count * 3; i += 3) {
    const x = from.points[i];
    const y = from.points[i + 1];
    const z = from.points[i + 2];
    // Neighbours in the tree's order lie close together, so that the last point's nearest already bounds this one's search.
    let best = (x - points[guess]) ** 2 + (y - points[guess + 1]) ** 2 + (z - points[guess + 2]) ** 2;
    let depth = 1;
    stack[0] = 0;
    while (depth > 0) {
      const node = stack[--depth];
      if (squaredBoxDistance(boxes, node, x, y, z) >= best) continue;
      if (node < firstLeaf) {
        const [left, right] = [2 * node + 1, 2 * node + 2];
        const rightFirst = squaredBoxDistance(boxes, right, x, y, z) < squaredBoxDistance(boxes, left, x, y, z);
        stack[depth++] = rightFirst ? left : right;
        stack[depth++] = rightFirst ? right : left;
        continue;
      }
      for (let j = starts[node] * 3; j < ends[node] * 3; j += 3) {
        const dx = x - points[j];
        const dy = y - points[j + 1];
        const dz = z - points[j + 2];
        const squared = dx * dx + dy * dy + dz * dz;
        if (squared < best) {
          best = squared;
          guess = j;
        }
      }
    }
    sum += best;
  }
  return sum / from.count;
}

/** The Chamfer distance of two clouds whose trees are built; see {@link chamferDistance}. */
export function chamferDistanceOfTrees(a: PointTree, b: PointTree): number {
  return meanSquaredNearest(a, b) + meanSquaredNearest(b, a);
}

/**
 * Chamfer distance: mean squared distance to the nearest point, both ways, summed:
 * CD(a, b) = 1/|a| Σ_{x∈a} min_{y∈b} ‖x − y‖² + 1/|b| Σ_{y∈b} min_{x∈a} ‖x − y‖².
 * Exact, by k-d trees. The clouds may differ in their number of points.
 *
 * @returns a number in the square of the coordinates' unit
 * @throws RangeError if a cloud is empty, not `[points, 3]`, or not finite
 */
export function chamferDistance(a: PointCloud, b: PointCloud): number {
  checkCloud(a, 'a');
  checkCloud(b, 'b');
  return chamferDistanceOfTrees(buildPointTree(a), buildPointTree(b));
}
