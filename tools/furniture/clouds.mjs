// What is done with the positions of sampled clouds, `[points, 3]` in the unit box.

/** Steps of a unit: positions are kept as whole numbers of these. */
export const STEPS = 512;

/** Lengths of a cloud's box along x, y and z. */
export function extents(cloud) {
  return [0, 1, 2].map((axis) => {
    const along = cloud.filter((_, i) => i % 3 === axis);
    return along.reduce((a, b) => Math.max(a, b), -Infinity) - along.reduce((a, b) => Math.min(a, b), Infinity);
  });
}

/** Mean distance from points `from … from + count` of one cloud to the nearest of the first `among` of another. */
function meanNearest(one, from, count, other, among) {
  let sum = 0;
  for (let i = 3 * from; i < 3 * (from + count); i += 3) {
    let nearest = Infinity;
    for (let j = 0; j < 3 * among; j += 3) {
      const [x, y, z] = [one[i] - other[j], one[i + 1] - other[j + 1], one[i + 2] - other[j + 2]];
      nearest = Math.min(nearest, x * x + y * y + z * z);
    }
    sum += Math.sqrt(nearest);
  }
  return sum / count;
}

/**
 * How much farther points of each cloud lie from the other than from their own: about 1 where both are samples of one surface.
 *
 * @param queries points asked about, the last of each cloud
 * @param among points searched, the first of each cloud
 */
export function unlikeness(one, other, queries = 192, among = 1536) {
  const farther = (a, b) => meanNearest(a, a.length / 3 - queries, queries, b, among) / meanNearest(a, a.length / 3 - queries, queries, a, among);
  return Math.max(farther(one, other), farther(other, one));
}

/**
 * Positions on the grid of 1 / {@link STEPS}, sorted by height: equal and near numbers follow each other, which compresses well. Readers
 * draw points at random, so that their order does not matter.
 *
 * @returns `[points, 3]`
 */
export function quantize(cloud) {
  const points = Array.from({ length: cloud.length / 3 }, (_, i) => [0, 1, 2].map((axis) => Math.round(cloud[3 * i + axis] * STEPS)));
  points.sort(([x, y, z], [u, v, w]) => y - v || x - u || z - w);
  // Adding 0 turns −0 into 0, which is another pattern of bits.
  return Float32Array.from(points.flat(), (steps) => steps / STEPS + 0);
}
