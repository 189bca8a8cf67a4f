import type { PointCloud } from './checkClouds.js';

/** Where a cloud is moved from, and what it is divided by. */
interface Frame {
  centre: number[];
  size: number;
}

function boundingBox(cloud: PointCloud): Frame {
  const [least, greatest] = [[Infinity, Infinity, Infinity], [-Infinity, -Infinity, -Infinity]];
  cloud.forEach((value, i) => {
    least[i % 3] = Math.min(least[i % 3], value);
    greatest[i % 3] = Math.max(greatest[i % 3], value);
  });
  return { centre: least.map((value, k) => (value + greatest[k]) / 2), size: Math.max(...least.map((value, k) => greatest[k] - value)) / 2 };
}

function sphere(cloud: PointCloud): Frame {
  const centre = [0, 0, 0];
  cloud.forEach((value, i) => (centre[i % 3] += value / (cloud.length / 3)));
  let squared = 0;
  for (let i = 0; i < cloud.length; i += 3) {
    squared = Math.max(squared, (cloud[i] - centre[0]) ** 2 + (cloud[i + 1] - centre[1]) ** 2 + (cloud[i + 2] - centre[2]) ** 2);
  }
  return { centre, size: Math.sqrt(squared) };
}

const frames = { box: boundingBox, sphere };

/** The names of the normalizations: none; each cloud's longest side to [−1, 1]; each cloud into the unit sphere about its centroid. */
export const normalizationNames = ['none', 'box', 'sphere'] as const;

/** What is done to each cloud separately before distances are taken. */
export type Normalization = (typeof normalizationNames)[number];

/**
 * Normalizes one cloud. `box`: the bounding box's centre to the origin, its longest side to length 2. `sphere`: the centroid to
 * the origin, the furthest point to distance 1. `none`: as it is.
 *
 * @param name what an error calls the cloud
 * @returns `[points, 3]`
 * @throws RangeError if the normalization has another name, or all points coincide
 */
export function normalizeCloud(cloud: PointCloud, normalization: Normalization, name = 'to normalize'): PointCloud {
  if (!normalizationNames.includes(normalization)) throw new RangeError(`normalization must be one of ${normalizationNames.join(', ')}, not ${normalization}`);
  if (normalization === 'none') return cloud;
  const { centre, size } = frames[normalization](cloud);
  if (size === 0) throw new RangeError(`all points of the cloud ${name} coincide: it has no size to normalize`);
  return cloud.map((value, i) => (value - centre[i % 3]) / size);
}
