import fixture from '../testing/fixtures/eigenvalues.json';
import { weyl } from '../testing/weyl.js';
import { symmetricEigen } from './symmetricEigen.js';

function symmetric(size: number, shift: number): Float64Array {
  const values = weyl(size * size, shift);
  return values.map((value, k) => value + values[(k % size) * size + Math.floor(k / size)]);
}

test('hand-made: a reflection, a multiple of the identity, a diagonal', () => {
  expect([...symmetricEigen(Float64Array.of(0, 2, 2, 0), 2).values.sort()]).toEqual([expect.closeTo(-2, 14), expect.closeTo(2, 14)]);
  expect([...symmetricEigen(Float64Array.of(3), 1).values]).toEqual([3]);
  expect([...symmetricEigen(Float64Array.of(5, 0, 0, 0, 5, 0, 0, 0, 1), 3).values]).toEqual([5, 5, 1]);
  expect([...symmetricEigen(new Float64Array(16), 4).values]).toEqual([0, 0, 0, 0]);
});

test('equals numpy', () => {
  const values = symmetricEigen(symmetric(64, 7), 64, false).values.sort();
  fixture.values.forEach((value, i) => expect(values[i]).toBeCloseTo(value, 11));
});

test.each([3, 50, 256])('A v = λ v with orthonormal v, %i dimensions', (size) => {
  const a = symmetric(size, 3);
  const { values, vectors } = symmetricEigen(a, size);
  let [residual, skew] = [0, 0];
  for (let k = 0; k < size; k++) {
    const v = vectors.subarray(k * size, (k + 1) * size);
    for (let i = 0; i < size; i++) {
      let [product, overlap] = [0, 0];
      for (let j = 0; j < size; j++) {
        product += a[i * size + j] * v[j];
        overlap += vectors[i * size + j] * v[j];
      }
      residual = Math.max(residual, Math.abs(product - values[k] * v[i]));
      skew = Math.max(skew, Math.abs(overlap - (i === k ? 1 : 0)));
    }
  }
  expect(residual).toBeLessThan(size * 1e-13);
  expect(skew).toBeLessThan(size * 1e-14);
});

test('a matrix of low rank has as many eigenvalues above 0', () => {
  const [u, v] = [weyl(40, 1), weyl(40, 2)];
  const a = Float64Array.from({ length: 1600 }, (_, k) => u[k % 40] * u[Math.floor(k / 40)] + v[k % 40] * v[Math.floor(k / 40)]);
  expect(symmetricEigen(a, 40).values.filter((value) => Math.abs(value) > 1e-12)).toHaveLength(2);
});

test('entries that are not finite and other sizes are refused', () => {
  expect(() => symmetricEigen(Float64Array.of(1, NaN, NaN, 1), 2)).toThrow('entry [0, 1] of a matrix is NaN');
  expect(() => symmetricEigen(Float64Array.of(1, 2, 3), 2)).toThrow('a 2 × 2 matrix has 4 entries, not 3');
});
