import { randomWords, type Address } from '@inrflow/core';
import type { Surface } from './surface.js';

const { sqrt } = Math;

/** First triangle whose cumulative area exceeds the target: never one without area. */
function triangleAt(cumulativeAreas: Float64Array, target: number): number {
  let low = 0;
  let high = cumulativeAreas.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulativeAreas[middle] > target) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Draws points uniformly by area from a surface: a triangle by its share of the area, then the point
 * (1 − √r₁) A + √r₁ (1 − r₂) B + √r₁ r₂ C (Osada et al., "Shape distributions", 2002). Point i depends on the address and i alone, so
 * drawing fewer points gives the first ones of a longer draw.
 *
 * @returns `[points, 3]`
 */
export function sampleSurface({ vertices, triangles, cumulativeAreas }: Surface, points: number, address: Address): Float32Array {
  const words = randomWords(address, 3 * points);
  // Half a step from both ends, so that the target lies strictly between 0 and the whole area.
  const uniform = (i: number) => (words[i] + 0.5) / 0x100000000;
  const total = cumulativeAreas[cumulativeAreas.length - 1];
  const positions = new Float32Array(3 * points);
  for (let i = 0; i < points; i++) {
    const triangle = triangleAt(cumulativeAreas, uniform(3 * i) * total);
    const root = sqrt(uniform(3 * i + 1));
    const second = uniform(3 * i + 2);
    const [a, b, c] = [3 * triangles[3 * triangle], 3 * triangles[3 * triangle + 1], 3 * triangles[3 * triangle + 2]];
    const [wa, wb, wc] = [1 - root, root * (1 - second), root * second];
    for (let k = 0; k < 3; k++) positions[3 * i + k] = wa * vertices[a + k] + wb * vertices[b + k] + wc * vertices[c + k];
  }
  return positions;
}
