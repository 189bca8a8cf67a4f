import { chamferDistance } from '../distances/chamfer.js';
import { randomClouds } from '../testing/clouds.js';
import { coverage } from './coverage.js';
import type { DistanceMatrix } from './distanceMatrix.js';
import { minimumMatchingDistance } from './minimumMatchingDistance.js';
import { nearestNeighbourAccuracy } from './nearestNeighbourAccuracy.js';

const matrix = (...rows: number[][]): DistanceMatrix => ({ rows: rows.length, columns: rows[0].length, values: Float64Array.from(rows.flat()) });
const between = (a: Float32Array[], b: Float32Array[]) => matrix(...a.map((x) => b.map((y) => chamferDistance(x, y))));
const accuracy = (a: Float32Array[], b: Float32Array[]) => nearestNeighbourAccuracy({ samples: between(a, a), references: between(b, b), across: between(a, b) });
/** Places on a line as distances. */
const line = (a: number[], b: number[]) => matrix(...a.map((x) => b.map((y) => Math.abs(x - y))));
const lineAccuracy = (a: number[], b: number[]) => nearestNeighbourAccuracy({ samples: line(a, a), references: line(b, b), across: line(a, b) });

describe('MMD and COV', () => {
  const distances = matrix([1, 4, 9, 7], [2, 3, 5, 8], [2, 6, 5.5, 9]);

  test('hand-made: the mean over references; the share that is some sample’s nearest', () => {
    expect(minimumMatchingDistance(distances)).toBe((1 + 3 + 5 + 7) / 4);
    expect(coverage(distances)).toBe(1 / 4);
    expect(coverage(matrix([1, 4, 9], [7, 3, 5], [7, 8, 2]))).toBe(1);
  });

  test('MMD averages over references, not samples', () => {
    expect(minimumMatchingDistance(matrix([1], [100], [50]))).toBe(1);
    expect(minimumMatchingDistance(matrix([1, 100, 49]))).toBe(50);
  });

  test('of equally near references the first is covered', () => {
    expect(coverage(matrix([3, 3], [3, 3]))).toBe(0.5);
  });

  test('bad matrices are refused', () => {
    expect(() => coverage({ rows: 0, columns: 3, values: new Float64Array(0) })).toThrow('0 × 3');
    expect(() => coverage({ rows: 1, columns: 3, values: new Float64Array(2) })).toThrow('1 × 3, but hold 2 numbers');
    expect(() => minimumMatchingDistance(matrix([1, 2], [3, NaN]))).toThrow('samples × references[1, 1] is NaN');
  });
});

describe('1-NNA', () => {
  test('hand-made on a line', () => {
    // 0 and 1 are neighbours of their own set; 5 (sample) and 5.5 (reference) are each other's; 9 and 10 their own.
    expect(lineAccuracy([0, 1, 5], [5.5, 9, 10])).toBe(4 / 6);
  });

  test('1 for sets far apart, 0 for equal sets', () => {
    const [a, b] = [randomClouds(8, 32, 0), randomClouds(8, 32, 100, 20)];
    expect(accuracy(a, b)).toBe(1);
    expect(accuracy(a, a)).toBe(0);
  });

  test('near one half for two draws of one distribution', () => {
    const value = accuracy(randomClouds(80, 24, 0), randomClouds(80, 24, 1000));
    expect(Math.abs(value - 0.5)).toBeLessThan(0.1);
  });

  test('a tie counts as a random choice among the nearest', () => {
    // Each of the four clouds has one own and two others at distance 0.
    expect(lineAccuracy([1, 1], [1, 1])).toBeCloseTo(1 / 3, 14);
    // One twin in the other set is as near as the own neighbour: 0 between -1 (own) and 1 (other).
    expect(lineAccuracy([0, -1], [1, 50])).toBe((0.5 + 1 + 0 + 1) / 4);
  });

  test('other counts and matrices that do not fit are refused', () => {
    expect(() => lineAccuracy([1, 2], [1, 2, 3])).toThrow('as many samples as references, not 2 and 3');
    const [two, three] = [line([1, 2], [1, 2]), line([1, 2, 3], [1, 2, 3])];
    expect(() => nearestNeighbourAccuracy({ samples: two, references: three, across: two })).toThrow('among the references are 3 × 3, not 2 × 2');
  });
});
