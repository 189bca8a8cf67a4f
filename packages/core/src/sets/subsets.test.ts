import { gridSubset, randomSubset } from './index.js';

const address = { seed: 6, stream: 'subset' };

describe('random subset', () => {
  test('holds different indices; all of them where as many are asked for', () => {
    const subset = randomSubset(address, 1000, 400);
    expect(new Set(subset).size).toBe(400);
    expect(subset.every((index) => index >= 0 && index < 1000)).toBe(true);
    expect([...randomSubset(address, 50, 50)].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(randomSubset(address, 50, 0)).toHaveLength(0);
  });

  test('is the start of a shuffle of the whole array', () => {
    const whole = randomSubset(address, 300, 300);
    expect(randomSubset(address, 300, 7)).toEqual(whole.subarray(0, 7));
  });

  test('every ordered pair of four is equally likely', () => {
    const counts = new Map<string, number>();
    for (let sample = 0; sample < 6000; sample++) {
      const key = randomSubset({ ...address, sample }, 4, 2).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(12);
    const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0);
    expect(chiSquared).toBeLessThan(31.3); // the 0.1 % level of 11 degrees of freedom
  });

  test('memory grows with the count, not with the points', () => {
    const subset = randomSubset(address, 2 ** 31 - 1, 1000);
    expect(new Set(subset).size).toBe(1000);
    expect(Math.max(...subset)).toBeGreaterThan(2 ** 30);
  });

  test('more than there are is refused', () => {
    expect(() => randomSubset(address, 3, 4)).toThrow(/between 0 and the 3 points, not 4/);
  });
});

describe('grid subset', () => {
  test('takes the middles of equal parts, by hand', () => {
    expect([...gridSubset([9], [3])]).toEqual([1, 4, 7]);
    expect([...gridSubset([4, 6], [2, 3])]).toEqual([1, 3, 5].map((x) => 6 + x).concat([1, 3, 5].map((x) => 18 + x)));
  });

  test('the whole grid is itself, and mirroring an odd split mirrors the result', () => {
    expect([...gridSubset([3, 2, 4], [3, 2, 4])]).toEqual(Array.from({ length: 24 }, (_, i) => i));
    const kept = gridSubset([35], [7]);
    expect([...kept].reverse().map((index) => 34 - index)).toEqual([...kept]);
  });

  test('faults are named', () => {
    expect(() => gridSubset([4, 4], [2])).toThrow(/counts has 1 axes; expected the 2/);
    expect(() => gridSubset([4, 4], [2, 5])).toThrow(/count 5 of axis 1 .* size, 4/);
  });
});
