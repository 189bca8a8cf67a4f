import { linear, trigonometric, variancePreserving } from '../paths/index.js';
import { normalValues } from '../random/index.js';
import { diffusions, eulerMaruyama, stepNoise, stochasticHeun, type DiffusionName, type Solver } from './index.js';
import { exactMoments, gaussianVelocity } from './testing/gaussianData.js';

const data = { mean: 1.5, deviation: 0.6 };

/** Error of the variance at t = 1, with the mean at 0 so that it is not lost in single precision. */
async function weakError(solver: Solver, steps: number, diffusion: DiffusionName, path = linear): Promise<number> {
  const { variance } = await exactMoments(solver, { ...data, mean: 0 }, { steps, path, diffusion });
  return Math.abs(variance - data.deviation ** 2);
}

describe('stochastic solvers on Gaussian data', () => {
  test.each([
    ['euler-maruyama', eulerMaruyama, 1],
    ['stochastic-heun', stochasticHeun, 2],
  ] as const)('%s halves its error as its weak order says', async (_, solver, order) => {
    for (const diffusion of ['sigma', 'sine'] as const) {
      const observed = Math.log2((await weakError(solver, 50, diffusion)) / (await weakError(solver, 100, diffusion)));
      expect(Math.abs(observed - order)).toBeLessThan(0.3);
    }
  });

  test.each([linear, trigonometric])('Heun has the smaller error of the two on the $name path', async (path) => {
    // Over two schedules together, because the error of one may happen to pass through zero.
    const total = async (solver: Solver) => (await weakError(solver, 50, 'sigma', path)) + (await weakError(solver, 50, 'sine', path));
    const [first, second] = [await total(eulerMaruyama), await total(stochasticHeun)];
    expect(first).toBeLessThan(0.08);
    expect(second).toBeLessThan(first / 2);
  });

  test('the variance-preserving path ends on its denoised estimate', async () => {
    const { mean, variance } = await exactMoments(stochasticHeun, data, { steps: 200, path: variancePreserving });
    expect(Math.abs(mean - data.mean)).toBeLessThan(0.01);
    expect(Math.abs(variance - data.deviation ** 2)).toBeLessThan(0.01);
  });

  test('drawn noise gives the marginals, each step adding as much as its diffusion says', async () => {
    const [samples, values] = [20, 400];
    for (const solver of [eulerMaruyama, stochasticHeun]) {
      const noise = stepNoise({ seed: 3, stream: 'solver' }, Array.from({ length: samples }, (_, i) => i), values);
      const initial = normalValues({ seed: 3, stream: 'initial' }, samples * values);
      const { state } = await solver(gaussianVelocity(data, linear), initial, { path: linear, steps: 60, noise, diffusionScale: 2 });
      const mean = state.reduce((sum, y) => sum + y, 0) / state.length;
      const variance = state.reduce((sum, y) => sum + (y - mean) ** 2, 0) / state.length;
      expect(Math.abs(mean - data.mean)).toBeLessThan(0.03);
      expect(Math.abs(variance - data.deviation ** 2)).toBeLessThan(0.03);
      // Little is left of where each value began: the noise did act.
      const correlation = state.reduce((sum, y, i) => sum + (y - mean) * initial[i], 0) / state.length / data.deviation;
      expect(correlation).toBeLessThan(0.7);
    }
  });

  test.each([['euler-maruyama', eulerMaruyama], ['stochastic-heun', stochasticHeun]] as const)('%s solves a sample alike in every batch', async (_, solver) => {
    const velocity = gaussianVelocity(data, linear);
    const initial = normalValues({ seed: 1, stream: 'initial' }, 12);
    const solve = async (samples: number[]) => {
      const start = new Float32Array(samples.flatMap((sample) => [...initial.subarray(3 * sample, 3 * sample + 3)]));
      return [...(await solver(velocity, start, { path: linear, steps: 9, noise: stepNoise({ seed: 1, stream: 'solver' }, samples, 3) })).state];
    };
    const together = await solve([0, 1, 2, 3]);
    expect([...(await solve([2])), ...(await solve([3, 0])), ...(await solve([1]))]).toEqual([2, 3, 0, 1].flatMap((s) => together.slice(3 * s, 3 * s + 3)));
  });

  test('the last step asks for neither noise nor score', async () => {
    const asked: number[] = [];
    await eulerMaruyama(gaussianVelocity(data, linear), Float32Array.of(0), { path: linear, steps: 4, diffusion: 'constant', noise: (step) => (asked.push(step), Float32Array.of(1)) });
    expect(asked).toEqual([0, 1, 2]);
  });

  test('diffusions are what their names say, and faults are named', async () => {
    expect([0, 0.5, 1].map((t) => diffusions.sigma(t, linear))).toEqual([1, 0.5, 0]);
    expect(diffusions.sine(0.5)).toBeCloseTo(1, 12);
    const run = (options: object) => eulerMaruyama(gaussianVelocity(data, linear), Float32Array.of(0), { path: linear, steps: 4, noise: () => Float32Array.of(1), ...options });
    await expect(run({ noise: undefined })).rejects.toThrow(/needs the option noise/);
    await expect(run({ noise: () => new Float32Array(2) })).rejects.toThrow(/noise of step 0 has 2 values; expected the state's 1/);
    await expect(run({ diffusion: 'sigm' })).rejects.toThrow(/no diffusion 'sigm': .* did you mean 'sigma'/);
    await expect(run({ diffusion: () => -1 })).rejects.toThrow(/diffusion at time 0 is -1/);
  });
});
