import { nearestAssignment, uniformValues } from '@inrflow/core';
import { gridAssignment, gridPlacement } from './gridAssignment.js';
import { pixelCoordinates } from './pixelCoordinates.js';

test.each([[4, 4], [8, 4], [16, 4], [64, 16], [12, 8], [7, 3], [5, 8]])('%i pixels on a grid of %i: equal to the nearest latent', (size, edge) => {
  const coordinates = pixelCoordinates(size);
  const grid = gridAssignment(size * size, coordinates, edge * edge);
  if (size !== 12) expect(grid).toEqual(nearestAssignment(size * size, coordinates, gridPlacement(edge * edge)));
  // On borders of cells the two may round differently, but every latent must still be a nearest one.
  expectNearest(grid, coordinates, edge);
});

test('scattered points, a rectangle of pixels and points outside go to a nearest latent', () => {
  const scattered = uniformValues({ seed: 3, stream: 'points' }, 600).map((value) => 3 * value - 1.5);
  expectNearest(gridAssignment(300, scattered, 49), scattered, 7);
  const rectangle = pixelCoordinates(20, 6);
  expectNearest(gridAssignment(120, rectangle, 16), rectangle, 4);
});

test('a size that is a multiple of the grid gives every latent the same number of pairs', () => {
  const { counts, pairsPerLatent } = gridAssignment(32 * 32, pixelCoordinates(32), 64);
  expect([new Set(counts), pairsPerLatent]).toEqual([new Set([16]), 16]);
});

test('borders fall to the lower cell, whatever the rounding of 32-bit coordinates', () => {
  // 48 pixels on 32 cells: along each axis, cells hold 2 and 1 pixels in turn.
  const { counts } = gridAssignment(48 * 48, pixelCoordinates(48), 1024);
  expect(Array.from(counts.slice(0, 6))).toEqual([4, 2, 4, 2, 4, 2]);
  expect(counts.reduce((a, b) => a + b)).toBe(48 * 48);
});

test.each([[1000, '961 (31×31) or 1024 (32×32)'], [2, '1 (1×1) or 4 (2×2)'], [0, '1 (1×1)'], [-3, '1 (1×1)']])('%i latents do not form a grid', (latents, nearest) => {
  expect(() => gridPlacement(latents)).toThrow(nearest);
});

test('an error names a coordinate that is not finite', () => {
  expect(() => gridAssignment(2, Float32Array.of(0, 0, NaN, 0), 4)).toThrow('pair 1 is [NaN, 0]');
});

function expectNearest({ indices, counts, pairsPerLatent }: ReturnType<typeof gridAssignment>, coordinates: Float32Array, edge: number): void {
  const places = gridPlacement(edge * edge);
  const seen = new Set<number>();
  const distance = (pair: number, latent: number) =>
    Math.hypot(coordinates[2 * pair] - places[2 * latent], coordinates[2 * pair + 1] - places[2 * latent + 1]);
  for (let latent = 0; latent < edge * edge; latent++) {
    for (let k = 0; k < counts[latent]; k++) {
      const pair = indices[latent * pairsPerLatent + k];
      seen.add(pair);
      const least = Math.min(...Array.from({ length: edge * edge }, (_, other) => distance(pair, other)));
      expect(distance(pair, latent)).toBeLessThan(least + 1e-6);
    }
  }
  expect(seen.size).toBe(coordinates.length / 2);
}
