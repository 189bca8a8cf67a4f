import { linear, trigonometric, variancePreserving } from '../paths/index.js';
import { euler, heun, midpoint, rungeKutta4, solverNamed, solvers, type Solver } from './index.js';
import { move } from './sampler.js';
import { gaussianVelocity, marginal } from './testing/gaussianData.js';

// y' = y·cos t has the closed form y(1) = y(0)·exp(sin 1).
const growth = async (state: Float32Array, time: number) => state.map((y) => y * Math.cos(time));
const errorWith = async (solver: Solver, steps: number) =>
  Math.abs((await solver(growth, Float32Array.of(1), { steps, path: linear })).state[0] - Math.exp(Math.sin(1)));
const path = linear;

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
    const { evaluations } = await solver(async (state, time) => (calls++, growth(state, time)), Float32Array.of(1), { steps: 5, path });
    expect(evaluations).toBe(5 * stages);
    expect(calls).toBe(evaluations);
  });

  test('refuses a bad number of steps', async () => {
    await expect(solver(growth, Float32Array.of(1), { steps: 0, path })).rejects.toThrow(/steps .* not 0/);
  });
});

describe.each(Object.entries(solvers))('every solver: %s', (_, solver) => {
  const data = { mean: 2, deviation: 0.5 };
  const noise = Float32Array.of(-1.5, -0.2, 0, 0.7, 2.1);
  // Without diffusion the stochastic solvers follow the velocity too.
  const options = { steps: 400, diffusionScale: 0, noise: () => new Float32Array(5) };

  test.each([linear, trigonometric])('carries noise to Gaussian data along the exact velocity of the $name path', async (path) => {
    const { state } = await solver(gaussianVelocity(data, path), noise, { ...options, path });
    state.forEach((y, i) => expect(Math.abs(y - (data.mean + data.deviation * noise[i]))).toBeLessThan(0.012));
  });

  test('on the variance-preserving path stops at 1 − 10⁻³ and denoises', async () => {
    const path = variancePreserving;
    const [start, end] = [marginal(data, path, 0), marginal(data, path, 0.999)];
    const asked: number[] = [];
    const velocity = gaussianVelocity(data, path);
    const { state } = await solver(async (y, t) => (asked.push(t), velocity(y, t)), noise, { ...options, path });
    expect(Math.max(...asked)).toBe(0.999);
    state.forEach((y, i) => {
      const reached = end.mean + Math.sqrt(end.variance / start.variance) * (noise[i] - start.mean);
      const denoised = data.mean + ((path.alpha(0.999) * data.deviation ** 2) / end.variance) * (reached - end.mean);
      expect(Math.abs(y - denoised)).toBeLessThan(0.03);
    });
  });

  test('reports every step, in order, the last at time 1 with the final state, and leaves the initial state alone', async () => {
    const seen: [number, number][] = [];
    let final = new Float32Array(0);
    const initial = noise.slice();
    const { state } = await solver(gaussianVelocity(data, linear), initial, {
      ...options, path, steps: 7, onStep: async (at, time, step) => void (seen.push([step, time]), (final = at.slice())),
    });
    expect(seen.map(([step]) => step)).toEqual(seen.map((_, i) => i + 1));
    expect(seen.every(([, time], i) => i === 0 || time > seen[i - 1][1])).toBe(true);
    expect(seen[seen.length - 1][1]).toBe(1);
    expect(final).toEqual(state);
    expect(initial).toEqual(noise);
  });

  test('a value that is not finite and a wrong size stop it', async () => {
    await expect(solver(async (y, t) => y.map((v, i) => (i === 3 && t > 0.5 ? NaN : v)), noise, { ...options, path })).rejects.toThrow(/velocity at time 0\.\d+ is NaN at value 3/);
    await expect(solver(async () => new Float32Array(2), noise, { ...options, path })).rejects.toThrow(/velocity at time 0 has 2 values; expected the state's 5/);
  });
});

test('a name that does not exist is answered by the nearest one', () => {
  expect(solverNamed('heun')).toBe(heun);
  expect(() => solverNamed('dopri')).toThrow(/no solver 'dopri': expected 'euler', .* or 'stochastic-heun'$/);
  expect(() => solverNamed('runge-kutta')).toThrow(/did you mean 'runge-kutta-4'/);
});

test('a move sums in double precision whatever the size', () => {
  const state = Float32Array.from({ length: 2500 }, (_, i) => Math.sin(i));
  const direction = Float32Array.from({ length: 2500 }, (_, i) => Math.cos(3 * i));
  const moved = move(state, [1e8, direction], [0, state], [-1e8, direction], [0.25, direction]);
  moved.forEach((y, i) => expect(Math.abs(y - (state[i] + 0.25 * direction[i]))).toBeLessThan(1e-6));
});
