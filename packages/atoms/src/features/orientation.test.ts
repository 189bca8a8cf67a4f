import { normalValues } from '@inrflow/core';
import { principalRotation, randomRotation, turned } from './orientation.js';

const address = { seed: 3, stream: 'augmentation' };
const determinant = (m: Float64Array) =>
  m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);

function expectRotation(matrix: Float64Array): void {
  expect(determinant(matrix)).toBeCloseTo(1, 9);
  for (let a = 0; a < 3; a++) for (let b = 0; b < 3; b++) {
    expect([0, 1, 2].reduce((sum, c) => sum + matrix[3 * a + c] * matrix[3 * b + c], 0)).toBeCloseTo(Number(a === b), 9);
  }
}

/** A centred cloud that no symmetry maps onto itself. */
function cloud(points: number): Float64Array {
  const drawn = normalValues({ seed: 5, stream: 'cloud' }, 3 * points);
  const skewed = Float64Array.from(drawn, (x, i) => [3, 2, 1][i % 3] * (x + 0.3 * x * x));
  const means = [0, 1, 2].map((axis) => skewed.reduce((sum, x, i) => sum + (i % 3 === axis ? x : 0), 0) / points);
  return skewed.map((x, i) => x - means[i % 3]);
}

describe('random rotations', () => {
  const rotations = Array.from({ length: 4000 }, (_, sample) => randomRotation({ ...address, sample }));

  test('are rotations, equal for equal addresses', () => {
    rotations.slice(0, 20).forEach(expectRotation);
    expect(randomRotation({ ...address, sample: 7 })).toEqual(rotations[7]);
    expect(rotations[7]).not.toEqual(rotations[8]);
  });

  test('are uniform: mean 0, mean square 1/3, and angles of density (1 − cos θ)/π', () => {
    for (let at = 0; at < 9; at++) {
      expect(Math.abs(rotations.reduce((sum, r) => sum + r[at], 0) / 4000)).toBeLessThan(4 / Math.sqrt(3 * 4000));
      expect(rotations.reduce((sum, r) => sum + r[at] ** 2, 0) / 4000).toBeCloseTo(1 / 3, 1);
    }
    // Share of angles below θ is (θ − sin θ)/π: Kolmogorov–Smirnov at the 0.1 % level.
    const angles = rotations.map((r) => Math.acos(Math.min(1, Math.max(-1, (r[0] + r[4] + r[8] - 1) / 2)))).sort((a, b) => a - b);
    const distance = Math.max(...angles.map((angle, i) => Math.abs((i + 0.5) / 4000 - (angle - Math.sin(angle)) / Math.PI)));
    expect(distance).toBeLessThan(1.95 / Math.sqrt(4000));
  });
});

describe('principal axes', () => {
  const positions = cloud(40);

  test('variances fall, third moments of the first two are positive, and it is no mirror', () => {
    const rotation = principalRotation(positions);
    expectRotation(rotation);
    const placed = turned(positions, rotation);
    const sum = (f: (x: number, y: number, z: number) => number) => Array.from({ length: 40 }, (_, i) => f(placed[3 * i], placed[3 * i + 1], placed[3 * i + 2])).reduce((a, b) => a + b);
    expect(sum((x) => x * x)).toBeGreaterThan(sum((_, y) => y * y));
    expect(sum((_, y) => y * y)).toBeGreaterThan(sum((_, __, z) => z * z));
    expect([sum((x, y) => x * y), sum((x, _, z) => x * z), sum((_, y, z) => y * z)].every((x) => Math.abs(x) < 1e-8)).toBe(true);
    expect(sum((x) => x ** 3)).toBeGreaterThan(0);
    expect(sum((_, y) => y ** 3)).toBeGreaterThan(0);
  });

  test('a chain looks alike however it was turned, and its mirror image does not', () => {
    const placed = turned(positions, principalRotation(positions));
    for (let sample = 0; sample < 10; sample++) {
      const other = turned(positions, randomRotation({ ...address, sample }));
      turned(other, principalRotation(other)).forEach((x, i) => expect(x).toBeCloseTo(placed[i], 8));
    }
    const mirrored = positions.map((x, i) => (i % 3 === 0 ? -x : x));
    const image = turned(mirrored, principalRotation(mirrored));
    expect(Math.max(...image.map((x, i) => Math.abs(x - placed[i])))).toBeGreaterThan(0.1);
  });

  test('positions without third moments are pointed by the first of them', () => {
    const placed = turned(Float64Array.of(-2, 0, 0, 2, 0, 0), principalRotation(Float64Array.of(-2, 0, 0, 2, 0, 0)));
    expect(placed[0]).toBeCloseTo(2, 12);
  });
});
