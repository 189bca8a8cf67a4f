import { guidanceActs, guidedVelocity, withGuidance } from './index.js';

describe('guidance', () => {
  const u = Float32Array.of(1, -2);
  const c = Float32Array.of(3, 0.5);

  test('scale 0 is unconditional, 1 conditional, and others extrapolate the line between them', () => {
    expect([...guidedVelocity(u, c, 0)]).toEqual([...u]);
    expect([...guidedVelocity(u, c, 1)]).toEqual([...c]);
    expect([...guidedVelocity(u, c, 2)]).toEqual([5, 3]);
  });

  test('acts only inside its interval, at scales above and below 1 but never at 1', () => {
    expect(guidanceActs({ scale: 1 }, 0.5)).toBe(false);
    expect(guidanceActs({ scale: 0.5 }, 0.5)).toBe(true);
    expect([0.1, 0.2, 0.8, 0.9].map((t) => guidanceActs({ scale: 2, interval: [0.2, 0.8] }, t))).toEqual([false, true, true, false]);
  });

  test('refuses velocities of different sizes', () => {
    expect(() => guidedVelocity(u, Float32Array.of(1), 2)).toThrow(/2 values, conditional has 1/);
  });

  test('a guided velocity evaluates the unconditional one only while guidance acts', async () => {
    const asked: number[] = [];
    const velocity = withGuidance(async () => c, async (_, time) => (asked.push(time), u), { scale: 2, interval: [0.5, 1] });
    expect([...(await velocity(u, 0.4))]).toEqual([...c]);
    expect([...(await velocity(u, 0.6))]).toEqual([5, 3]);
    expect(asked).toEqual([0.6]);
  });

  test('a scale or an interval that means nothing is refused', () => {
    const velocity = async () => u;
    expect(() => withGuidance(velocity, velocity, { scale: NaN })).toThrow(/scale .* not NaN/);
    expect(() => withGuidance(velocity, velocity, { scale: 2, interval: [0.8, 0.2] })).toThrow(/not \[0.8, 0.2\]/);
  });
});
