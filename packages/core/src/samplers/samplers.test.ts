import { linear } from '../paths/index.js';
import { euler, heun, midpoint, rungeKutta4, type FixedStepSolver } from './index.js';

// y' = y·cos t has the closed form y(1) = y(0)·exp(sin 1).
const growth = async (state: Float32Array, time: number) => state.map((y) => y * Math.cos(time));
const errorWith = async (solver: FixedStepSolver, steps: number) =>
  Math.abs((await solver(growth, Float32Array.of(1), steps)).state[0] - Math.exp(Math.sin(1)));

describe.each([
  ['euler', euler, 1, 1, 64],
  ['heun', heun, 2, 2, 16],
  ['midpoint', midpoint, 2, 2, 16],
  ['rungeKutta4', rungeKutta4, 4, 4, 2],
] as const)('%s', (_, solver, order, stages, steps) => {
  test(`halving the step divides the error by 2^${order}`, async () => {
    const observed = Math.log2((await errorWith(solver, steps)) / (await errorWith(solver, 2 * steps)));
    expect(Math.abs(observed - order)).toBeLessThan(0.35);
  });

  test('counts its evaluations as they happen', async () => {
    let calls = 0;
    const { evaluations } = await solver(async (state, time) => (calls++, growth(state, time)), Float32Array.of(1), 5);
    expect(evaluations).toBe(5 * stages);
    expect(calls).toBe(evaluations);
  });

  test('carries noise to Gaussian data along the exact velocity of the linear path', async () => {
    // Data N(m, s²): y(1) = m + s·ε, marginal velocity m + (t s² − (1 − t)) / v · (y − t m), v = t² s² + (1 − t)².
    const [m, s] = [2, 0.5];
    const velocity = async (state: Float32Array, t: number) => {
      const v = linear.alpha(t) ** 2 * s * s + linear.sigma(t) ** 2;
      return state.map((y) => m + ((t * s * s - (1 - t)) / v) * (y - t * m));
    };
    const noise = Float32Array.of(-1.5, -0.2, 0, 0.7, 2.1);
    const { state } = await solver(velocity, noise, 400);
    state.forEach((y, i) => expect(Math.abs(y - (m + s * noise[i]))).toBeLessThan(0.01));
  });

  test('leaves the initial state alone and refuses a bad number of steps', async () => {
    const initial = Float32Array.of(1);
    await solver(growth, initial, 3);
    expect(initial[0]).toBe(1);
    await expect(solver(growth, initial, 0)).rejects.toThrow(/steps .* not 0/);
  });
});
