import { logitNormal, timeDistributionNamed, uniform, withUniform, type TimeDistribution } from './times.js';

const address = { seed: 11, stream: 'times', step: 4 };

/** Φ(x) by the midpoint rule over the density. */
function normalCumulative(x: number): number {
  const [from, cells] = [-9, 4000];
  const width = (x - from) / cells;
  let sum = 0;
  for (let i = 0; i < cells; i++) sum += Math.exp(-((from + (i + 0.5) * width) ** 2) / 2);
  return (sum * width) / Math.sqrt(2 * Math.PI);
}

/** Largest gap between the empirical and the given cumulative distribution at nineteen places. */
function largestGap(distribution: TimeDistribution, cumulative: (time: number) => number): number {
  const times = distribution.draw(address, 20_000);
  const gaps = Array.from({ length: 19 }, (_, i) => (i + 1) / 20).map((t) => Math.abs(times.reduce((below, time) => below + (time <= t ? 1 : 0), 0) / 20_000 - cumulative(t)));
  return Math.max(...gaps);
}

describe('time distributions', () => {
  // 0.0115 is the Kolmogorov–Smirnov bound of 20 000 draws at the 1 % level.
  test('uniform times have the distribution t', () => {
    expect(largestGap(uniform, (t) => t)).toBeLessThan(0.0115);
  });

  test.each([[0, 1], [0.8, 1.5], [-1, 0.4]])('logit-normal(%p, %p) times have the distribution Φ((logit t − mean) / deviation)', (mean, standardDeviation) => {
    const cumulative = (t: number) => normalCumulative((Math.log(t / (1 - t)) - mean) / standardDeviation);
    expect(largestGap(logitNormal({ mean, standardDeviation }), cumulative)).toBeLessThan(0.0115);
    expect(largestGap(logitNormal({ mean: mean + 0.05, standardDeviation }), cumulative)).toBeGreaterThan(0.0115);
  });

  test.each([0.02, 0.5])('with a share of %p uniform times the distribution is the mixture', (share) => {
    const cumulative = (t: number) => share * t + (1 - share) * normalCumulative((Math.log(t / (1 - t)) - 0.8) / 1.7);
    expect(largestGap(withUniform(logitNormal({ mean: 0.8, standardDeviation: 1.7 }), share), cumulative)).toBeLessThan(0.0115);
  });

  test('a share of 0 uniform times changes nothing, and one out of range is refused', () => {
    expect(withUniform(logitNormal(), 0).draw(address, 9)).toEqual(logitNormal().draw(address, 9));
    expect(() => withUniform(uniform, 2)).toThrow('the share of uniform times must be from 0 to 1, not 2');
  });

  test.each([uniform, logitNormal(), withUniform(logitNormal(), 0.3)])('$name times repeat whatever the batches', ({ draw }) => {
    expect([...draw(address, 3), ...draw(address, 6, 3)]).toEqual([...draw(address, 9)]);
  });

  test('names and parameters that do not exist are refused', () => {
    expect(timeDistributionNamed('logit-normal').draw(address, 5)).toEqual(logitNormal().draw(address, 5));
    expect(() => timeDistributionNamed('logitnormal')).toThrow(/time distribution 'logitnormal': expected .* did you mean 'logit-normal'/);
    expect(() => logitNormal({ standardDeviation: 0 })).toThrow(/standardDeviation .* not 0/);
    expect(() => logitNormal({ mean: NaN })).toThrow(/mean .* not NaN/);
  });
});
