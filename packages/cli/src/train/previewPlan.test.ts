import { allowedSeconds, planPreview, previewSeconds } from './previewPlan.js';

const whole = { rows: 8, columns: 6, steps: 10 };

test('a preview that fits is drawn whole; otherwise the largest one that fits is drawn, to the last sample', () => {
  expect(planPreview(whole, 2, { evaluation: 0.001, start: 0.1 }, 3)).toEqual(whole);
  for (const evaluation of [0.001, 0.01, 0.03, 0.1, 0.3]) {
    for (const allowed of [0.5, 1, 3, 10, 100]) {
      const plan = planPreview(whole, 2, { evaluation, start: 0.1 }, allowed);
      if (plan) expect(previewSeconds(plan, 2, { evaluation, start: 0.1 })).toBeLessThanOrEqual(allowed);
      else expect(0.1 + 4 * 2 * evaluation).toBeGreaterThan(allowed);
    }
  }
});

test('previews may take a twentieth of the time, but always some seconds at first', () => {
  let spent = 0;
  for (let elapsed = 30; elapsed < 10_000; elapsed += 30) {
    const allowed = allowedSeconds(elapsed, spent);
    const plan = planPreview(whole, 2, { evaluation: 0.2, start: 1 }, allowed);
    if (plan) spent += previewSeconds(plan, 2, { evaluation: 0.2, start: 1 });
    expect(spent).toBeLessThanOrEqual(Math.max(3, 0.05 * elapsed));
  }
  expect(spent).toBeGreaterThan(0.04 * 10_000);
});
