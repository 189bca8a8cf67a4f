import type { PointCloud } from '../clouds/checkClouds.js';

/**
 * Euclidean distances of all pairs of points of two clouds of equal counts.
 *
 * @param into the array that they are written to, if it has the right size
 * @returns `[points, points]`
 */
export function euclideanCosts(a: PointCloud, b: PointCloud, into?: Float64Array): Float64Array {
  const count = a.length / 3;
  const costs = into?.length === count * count ? into : new Float64Array(count * count);
  for (let i = 0, k = 0; i < a.length; i += 3) {
    const x = a[i];
    const y = a[i + 1];
    const z = a[i + 2];
    for (let j = 0; j < b.length; j += 3, k++) {
      const dx = x - b[j];
      const dy = y - b[j + 1];
      const dz = z - b[j + 2];
      costs[k] = Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return costs;
}
