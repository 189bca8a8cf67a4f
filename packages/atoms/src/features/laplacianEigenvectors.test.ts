import { laplacianEigenvectors } from './laplacianEigenvectors.js';
import { symmetricEigen } from './symmetricEigen.js';

type Bond = readonly [string, string];
const letters = (count: number) => Array.from({ length: count }, (_, i) => String.fromCharCode(65 + i));
const path = (names: readonly string[]): Bond[] => names.slice(1).map((name, i) => [names[i], name]);
const column = (features: Float32Array, count: number, at: number) => Array.from({ length: features.length / count }, (_, i) => features[i * count + at]);
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0);

describe('eigenvalues of a symmetric matrix', () => {
  test('of a path are 2 − 2 cos(πk/n), with the cosines as vectors', () => {
    for (const size of [2, 5, 14]) {
      const matrix = new Float64Array(size * size);
      for (let i = 0; i + 1 < size; i++) {
        matrix[i * size + i] += 1;
        matrix[(i + 1) * size + i + 1] += 1;
        matrix[i * size + i + 1] = matrix[(i + 1) * size + i] = -1;
      }
      const { values, vectors } = symmetricEigen(matrix, size);
      values.forEach((value, k) => {
        expect(value).toBeCloseTo(2 - 2 * Math.cos((Math.PI * k) / size), 12);
        const cosines = Array.from({ length: size }, (_, i) => Math.cos((Math.PI * k * (i + 0.5)) / size) * Math.sqrt((k ? 2 : 1) / size));
        expect(Math.abs(dot(cosines, [...vectors.subarray(k * size, (k + 1) * size)]))).toBeCloseTo(1, 12);
      });
    }
  });

  test('of a diagonal matrix are its entries, and 3 × 3 by hand', () => {
    expect([...symmetricEigen([3, 0, 0, 0, -1, 0, 0, 0, 2], 3).values]).toEqual([-1, 2, 3]);
    const { values } = symmetricEigen([2, 1, 0, 1, 2, 0, 0, 0, 5], 3);
    [1, 3, 5].forEach((value, i) => expect(values[i]).toBeCloseTo(value, 13));
  });
});

describe('eigenvectors of a graph', () => {
  test('of a path are cosines, positive at the end that comes first by name', () => {
    const features = laplacianEigenvectors(letters(6), path(letters(6)), 5);
    for (let k = 1; k <= 5; k++) {
      const cosines = Array.from({ length: 6 }, (_, i) => Math.cos((Math.PI * k * (i + 0.5)) / 6) / Math.sqrt(3));
      // The farthest reach of each: the first of the largest entries.
      const pivot = cosines.findIndex((x) => Math.abs(x) > Math.max(...cosines.map(Math.abs)) - 1e-9);
      column(features, 5, k - 1).forEach((x, i) => expect(x).toBeCloseTo(cosines[i] * Math.sign(cosines[pivot]), 6));
    }
  });

  test('a ring and a star, whose eigenvalues repeat, have one basis whatever the order', () => {
    const ring: Bond[] = [...path(letters(6)), ['A', 'F']];
    const star: Bond[] = letters(5).slice(1).map((name) => ['A', name]);
    for (const [size, bonds] of [[6, ring], [5, star]] as const) {
      const names = letters(size);
      const features = laplacianEigenvectors(names, bonds, size - 1);
      const reversed = laplacianEigenvectors([...names].reverse(), bonds, size - 1);
      names.forEach((_, i) => {
        for (let k = 0; k < size - 1; k++) expect(reversed[(size - 1 - i) * (size - 1) + k]).toBeCloseTo(features[i * (size - 1) + k], 5);
      });
    }
  });

  test('small graphs are padded with zeros, fewer vectors are the first of more, and faults are named', () => {
    const features = laplacianEigenvectors(['A', 'B'], [['A', 'B']], 3);
    [Math.SQRT1_2, 0, 0, -Math.SQRT1_2, 0, 0].forEach((x, i) => expect(features[i]).toBeCloseTo(x, 6));
    const [all, some] = [5, 2].map((count) => laplacianEigenvectors(letters(6), path(letters(6)), count));
    for (let i = 0; i < 6; i++) for (let k = 0; k < 2; k++) expect(some[2 * i + k]).toBe(all[5 * i + k]);
    expect(() => laplacianEigenvectors(['A', 'B'], [['A', 'C']], 1)).toThrow('bond A–C names an atom that is not among A, B');
    expect(() => laplacianEigenvectors(['A', 'B', 'C'], [['A', 'B']], 1)).toThrow('is in more than one piece');
  });
});
