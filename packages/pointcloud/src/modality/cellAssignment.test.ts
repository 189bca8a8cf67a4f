import { normalValues, permutation, type Assignment } from '@inrflow/core';
import { cellAssignment, cellPlacement } from './cellAssignment.js';

const noise = (points: number) => normalValues({ seed: 2, stream: 'cloud' }, 3 * points);
const latentOf = ({ latents, pairsPerLatent, indices, counts }: Assignment, points: number) => {
  const found = new Int32Array(points).fill(-1);
  for (let l = 0; l < latents; l++) for (let i = 0; i < counts[l]; i++) found[indices[l * pairsPerLatent + i]] = l;
  return found;
};

test('noise fills the latents roughly evenly', () => {
  const { counts } = cellAssignment(64_000, noise(64_000), 64);
  // Quarters of an axis by the logistic function hold 25.9 and 24.1 % of normal noise: 893 to 1 115 expected, give or take four standard deviations.
  expect(Math.min(...counts)).toBeGreaterThan(893 - 120);
  expect(Math.max(...counts)).toBeLessThan(1115 + 134);
});

test('positions of one latent lie close together', () => {
  const points = 4096;
  const positions = noise(points);
  const latents = latentOf(cellAssignment(points, positions, 64), points);
  const spread = (owner: (i: number) => number) => {
    let sum = 0;
    for (let l = 0; l < 64; l++) {
      const mine = Array.from({ length: points }, (_, i) => i).filter((i) => owner(i) === l);
      for (let axis = 0; axis < 3; axis++) {
        const mean = mine.reduce((total, i) => total + positions[3 * i + axis], 0) / mine.length;
        sum += mine.reduce((total, i) => total + (positions[3 * i + axis] - mean) ** 2, 0);
      }
    }
    return sum / points;
  };
  // Unassigned, the variance is 3.
  expect(spread((i) => latents[i])).toBeLessThan(0.6);
  expect(spread((i) => i % 64)).toBeGreaterThan(2.5);
});

test('a full latent passes its excess along the curve, and every pair finds a place', () => {
  const points = 100;
  // All in one place.
  const crowd = new Float32Array(3 * points).map((_, i) => 0.7 + 1e-6 * (i % 3));
  const open = cellAssignment(points, crowd, 16);
  expect(open.counts.filter((count) => count === 0)).toHaveLength(15);
  const owner = open.counts.findIndex((count) => count > 0);
  const { counts } = cellAssignment(points, crowd, 16, 8);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(points);
  expect(Math.max(...counts)).toBe(8);
  const used = Array.from(counts.entries()).filter(([, count]) => count > 0).map(([latent]) => latent);
  expect(used.length).toBe(13);
  expect(used[used.length - 1] - used[0]).toBe(12);
  expect(used[0]).toBe(Math.min(owner, 16 - 13));
  expect(new Set(latentOf(cellAssignment(points, crowd, 13, 8), points)).has(-1)).toBe(false);
  expect(() => cellAssignment(points, crowd, 12, 8)).toThrow('100 points need 100 places, but 12 latents of 8 have 96 (model.pairsPerLatent)');
});

test('reordering the pairs only renumbers them, even if latents overflow', () => {
  const [points, positions] = [200, noise(200)];
  const order = permutation({ seed: 1, stream: 'order' }, points);
  const shuffled = Float32Array.from({ length: 3 * points }, (_, i) => positions[3 * order[Math.floor(i / 3)] + (i % 3)]);
  const [plain, moved] = [latentOf(cellAssignment(points, positions, 32, 7), points), latentOf(cellAssignment(points, shuffled, 32, 7), points)];
  expect(Array.from(moved)).toEqual(Array.from(order, (from) => plain[from]));
});

test('a latent lies where its positions are', () => {
  const places = cellPlacement(64);
  const { indices, counts, pairsPerLatent } = cellAssignment(64_000, noise(64_000), 64);
  const positions = noise(64_000);
  for (let l = 0; l < 64; l++) {
    for (let axis = 0; axis < 3; axis++) {
      let sum = 0;
      for (let i = 0; i < counts[l]; i++) sum += positions[3 * indices[l * pairsPerLatent + i] + axis];
      expect(Math.abs(places[3 * l + axis] - sum / counts[l])).toBeLessThan(0.2);
    }
  }
});

test('an error names a position that is NaN', () => {
  expect(() => cellAssignment(2, Float32Array.of(0, 0, 0, 0, NaN, 0), 4)).toThrow('the position of pair 1 is [0, NaN, 0]; expected finite numbers');
});
