import { learningRateSchedule } from './schedule.js';

describe('learning-rate schedule', () => {
  test('rises in equal parts to the peak, which the last update of the warm-up has, and stays', () => {
    const rate = learningRateSchedule({ peak: 1e-4, warmUpSteps: 4 });
    const expected = [0.25e-4, 0.5e-4, 0.75e-4, 1e-4, 1e-4, 1e-4];
    expected.forEach((value, i) => expect(rate(i + 1)).toBeCloseTo(value, 12));
    expect(rate(1e6)).toBe(1e-4);
  });

  test('the cosine solves f″ = −ω²(f − middle): by finite differences, its ends, middle and symmetry', () => {
    const counted = learningRateSchedule({ peak: 3, warmUpSteps: 10, decay: 'cosine', totalSteps: 210, final: 1 });
    // Steps are counted from 1; the formula, from the start.
    const rate = (step: number) => counted(step + 1);
    expect([rate(10), rate(110), rate(210), rate(5000)]).toEqual([3, 2, 1, 1]);
    for (const step of [30, 77, 150]) {
      expect(rate(step) + rate(220 - step)).toBeCloseTo(4, 12);
      const curvature = rate(step + 1) - 2 * rate(step) + rate(step - 1);
      expect(curvature).toBeCloseTo(-((Math.PI / 200) ** 2) * (rate(step) - 2), 6);
    }
  });

  test('the linear one falls by equal parts', () => {
    const rate = learningRateSchedule({ peak: 1, decay: 'linear', totalSteps: 8 });
    expect(Array.from({ length: 10 }, (_, i) => rate(i + 1))).toEqual([1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125, 0, 0]);
  });

  test.each([
    [{ peak: 0 }, /peak .* not 0/],
    [{ peak: 1, warmUpSteps: -1 }, /warmUpSteps .* not -1/],
    [{ peak: 1, decay: 'cosin' as 'cosine', totalSteps: 3 }, /decay .* 'cosin': expected .* did you mean 'cosine'/],
    [{ peak: 1, final: 2 }, /final learning rate .* not 2/],
    [{ peak: 1, decay: 'linear' as const }, /totalSteps .* not undefined/],
    [{ peak: 1, decay: 'linear' as const, warmUpSteps: 5, totalSteps: 5 }, /above warmUpSteps, 5, .* not 5/],
  ])('%j is refused', (schedule, message) => {
    expect(() => learningRateSchedule(schedule)).toThrow(message);
  });
});
