/**
 * Positions moved and scaled so that their bounding box is centred at the origin and the farthest of them lies at a distance of `reach`: what {@link renderCloud} shows whole.
 *
 * @param positions `[points, 3]`; those that are not finite stay so and do not count
 */
export function fitCloud(positions: Float32Array, reach = 1): Float32Array {
  const [low, high] = [[Infinity, Infinity, Infinity], [-Infinity, -Infinity, -Infinity]];
  positions.forEach((x, at) => {
    if (!Number.isFinite(x)) return;
    low[at % 3] = Math.min(low[at % 3], x);
    high[at % 3] = Math.max(high[at % 3], x);
  });
  const centred = positions.map((x, at) => x - (low[at % 3] + high[at % 3]) / 2);
  let farthest = 0;
  for (let at = 0; at < centred.length; at += 3) {
    const distance = Math.hypot(centred[at], centred[at + 1], centred[at + 2]);
    if (Number.isFinite(distance)) farthest = Math.max(farthest, distance);
  }
  return farthest > 0 ? centred.map((x) => (x / farthest) * reach) : centred;
}
