import { linear } from '../paths/index.js';
import { dormandPrince, rungeKutta4 } from './index.js';

const path = linear;
// Uncoupled non-linear equations: y' = y(1 − y)·8 (logistic) and y' = −20·(y − cos 6t), smooth and mildly stiff.
const field = async (y: Float32Array, t: number) => Float32Array.of(8 * y[0] * (1 - y[0]), -20 * (y[1] - Math.cos(6 * t)));
const initial = Float32Array.of(0.02, 1);

describe('dormand-prince', () => {
  test('agrees with the logistic closed form and with a thousand steps of another method', async () => {
    const fine = await rungeKutta4(field, initial, { steps: 1000, path });
    const { state } = await dormandPrince(field, initial, { path, relativeTolerance: 1e-6, absoluteTolerance: 1e-6 });
    expect(Math.abs(state[0] - 1 / (1 + (1 / 0.02 - 1) * Math.exp(-8)))).toBeLessThan(1e-5);
    state.forEach((y, i) => expect(Math.abs(y - fine.state[i])).toBeLessThan(1e-5));
  });

  test('a tighter tolerance costs more evaluations and leaves less error', async () => {
    const fine = await rungeKutta4(field, initial, { steps: 1000, path });
    const runs = [1e-2, 1e-3, 1e-4, 1e-5].map(async (tolerance) => {
      const { state, evaluations } = await dormandPrince(field, initial, { path, relativeTolerance: tolerance, absoluteTolerance: tolerance });
      return { evaluations, error: Math.hypot(state[0] - fine.state[0], state[1] - fine.state[1]), tolerance };
    });
    const results = await Promise.all(runs);
    results.forEach(({ error, tolerance }) => expect(error).toBeLessThan(5 * tolerance));
    for (let i = 1; i < results.length; i++) expect(results[i].evaluations).toBeGreaterThan(results[i - 1].evaluations);
    // Order five: a thousandth of the error for about 1000^(1/5) = 4 times the steps.
    expect(results[3].evaluations / results[0].evaluations).toBeLessThan(6);
  });

  test('a polynomial of degree four is integrated exactly, and every accepted or refused attempt costs six evaluations', async () => {
    const { state, evaluations } = await dormandPrince(async (_, t) => Float32Array.of(5 * t ** 4, 4 * t ** 3, 1), new Float32Array(3), { path, relativeTolerance: 1, absoluteTolerance: 1 });
    expect([...state].every((y) => Math.abs(y - 1) < 3e-7)).toBe(true);
    expect((evaluations - 1) % 6).toBe(0);
  });

  test('the budget of evaluations ends it with a line that says where it was', async () => {
    let calls = 0;
    const hard = async (y: Float32Array, t: number) => (calls++, y.map((v) => 300 * Math.cos(3000 * t) - v));
    await expect(dormandPrince(hard, initial, { path, maximumEvaluations: 200 })).rejects.toThrow(/^dormand-prince is at time 0\.\d+ after \d+ evaluations .* maximumEvaluations, 200/);
    expect(calls).toBeLessThanOrEqual(200);
    await expect(dormandPrince(field, initial, { path, relativeTolerance: 0 })).rejects.toThrow(/relativeTolerance must be positive, not 0/);
  });
});
