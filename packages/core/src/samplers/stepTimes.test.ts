import { linear, variancePreserving } from '../paths/index.js';
import { stepTimes } from './stepTimes.js';

describe('step times', () => {
  test('are even by default and cover the path', () => {
    expect([...stepTimes({ path: linear, steps: 4 })]).toEqual([0, 0.25, 0.5, 0.75, 1]);
    const times = stepTimes({ path: variancePreserving, steps: 10 });
    expect([times[0], times[10]]).toEqual([0, 0.999]);
  });

  test('a shift moves noise time s = 1 − t to shift·s / (1 + (shift − 1)·s)', () => {
    stepTimes({ path: linear, steps: 8, shift: 3 }).forEach((time, i) => {
      const noiseTime = 1 - i / 8;
      expect(1 - time).toBeCloseTo((3 * noiseTime) / (1 + 2 * noiseTime), 12);
    });
  });

  test('a bad number is named', () => {
    expect(() => stepTimes({ path: linear, steps: 2.5 })).toThrow(/steps .* not 2.5/);
    expect(() => stepTimes({ path: linear, shift: 0 })).toThrow(/shift .* not 0/);
  });
});
