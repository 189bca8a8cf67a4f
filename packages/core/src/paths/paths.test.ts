import { denoisedWeight, linear, scoreFromVelocity, splitVelocity, trigonometric, variancePreserving, velocityFactors } from './index.js';

const times = [0.05, 0.3, 0.5, 0.77, 0.95];

describe.each([linear, trigonometric, variancePreserving])('path $name', (path) => {
  test('starts as noise and ends as data', () => {
    // The variance-preserving diffusion leaves exp(−5.025) of the data.
    expect(path.alpha(0)).toBeCloseTo(path === variancePreserving ? Math.exp(-5.025) : 0, 12);
    expect(path.alpha(0) ** 2 + path.sigma(0) ** 2).toBeCloseTo(1, 12);
    expect(path.alpha(1)).toBeCloseTo(1, 12);
    expect(path.sigma(1)).toBeCloseTo(0, 12);
  });

  test.each(times)('derivatives are the finite differences at %p', (time) => {
    const h = 1e-5;
    expect(path.alphaDerivative(time)).toBeCloseTo((path.alpha(time + h) - path.alpha(time - h)) / (2 * h), 7);
    expect(path.sigmaDerivative(time)).toBeCloseTo((path.sigma(time + h) - path.sigma(time - h)) / (2 * h), 7);
  });

  test.each(times)('a velocity gives back its data and noise at %p', (time) => {
    const [data, noise] = [0.7, -1.3];
    const state = path.alpha(time) * data + path.sigma(time) * noise;
    const velocity = path.alphaDerivative(time) * data + path.sigmaDerivative(time) * noise;
    const split = splitVelocity(path, state, velocity, time);
    expect(split.denoised).toBeCloseTo(data, 10);
    expect(split.noise).toBeCloseTo(noise, 10);
  });

  test.each(times)('a denoised state gives back the velocity that implies it at %p', (time) => {
    const [state, velocity] = [0.4, -1.7];
    const factors = velocityFactors(path, time);
    expect(factors.denoised * splitVelocity(path, state, velocity, time).denoised + factors.state * state).toBeCloseTo(velocity, 9);
    // An error of the denoised state is this factor times as large in the velocity: all of these times have a σ above 0.05.
    expect(denoisedWeight(path, time) / factors.denoised ** 2).toBeCloseTo(1, 9);
  });

  test('at the end the factors are finite, and the weight is bounded', () => {
    const end = path.timeRange?.[1] ?? 1;
    for (const number of Object.values(velocityFactors(path, end))) expect(Number.isFinite(number)).toBe(true);
    // With α = 1 and σ taken as 0.05, the factor is α' − σ' / 0.05.
    expect(denoisedWeight(path, end)).toBeCloseTo((path.alphaDerivative(end) - (path.alpha(end) * path.sigmaDerivative(end)) / 0.05) ** 2, 6);
  });

  test.each(times)('the score of Gaussian data is its closed form at %p', (time) => {
    // Data of variance s²: y_t ~ N(0, v) with v = α²s² + σ², score −y/v, marginal velocity (v'/2v)·y.
    const variance = (t: number) => path.alpha(t) ** 2 * 0.25 + path.sigma(t) ** 2;
    const slope = path.alpha(time) * path.alphaDerivative(time) * 0.25 + path.sigma(time) * path.sigmaDerivative(time);
    const state = 0.4;
    const velocity = (slope / variance(time)) * state;
    expect(scoreFromVelocity(path, state, velocity, time)).toBeCloseTo(-state / variance(time), 9);
  });

  test('the end of the path has no score', () => {
    expect(() => scoreFromVelocity({ ...path, sigma: () => 0 }, 0, 0, 1)).toThrow(/no value at time 1/);
  });
});

test('on the linear path one step of Euler ends at the denoised state, up to 0.999', () => {
  for (const time of [0, 0.5, 0.95, 0.998]) {
    const { denoised, state } = velocityFactors(linear, time);
    expect(2.5 + (1 - time) * (denoised * -0.3 + state * 2.5)).toBeCloseTo(-0.3, 9);
  }
});
