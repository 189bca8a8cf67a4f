import { uniformValues, type Address } from '@inrflow/core';

/**
 * Atoms that are near each other in a structure: those nearest to an atom drawn at random. A loss on local distances needs them together.
 *
 * @param values positions, `[points, 3]`
 * @returns `[count]`, different indices
 */
export function atomsTogether(points: number, values: Float32Array, count: number, address: Address): number[] {
  const centre = Math.min(points - 1, Math.floor(uniformValues(address, 1)[0] * points));
  const squared = Float64Array.from({ length: points }, (_, i) => [0, 1, 2].reduce((sum, k) => sum + (values[3 * i + k] - values[3 * centre + k]) ** 2, 0));
  return Array.from({ length: points }, (_, i) => i).sort((a, b) => squared[a] - squared[b] || a - b).slice(0, count);
}
