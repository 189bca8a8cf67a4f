import { linear, scoreFromVelocity, splitVelocity, trigonometric, variancePreserving } from './index.js';

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
