import { guidanceActs, guidedVelocity } from './index.js';

describe('guidance', () => {
  const u = Float32Array.of(1, -2);
  const c = Float32Array.of(3, 0.5);

  test('scale 0 is unconditional, 1 conditional, and others extrapolate the line between them', () => {
    expect([...guidedVelocity(u, c, 0)]).toEqual([...u]);
    expect([...guidedVelocity(u, c, 1)]).toEqual([...c]);
    expect([...guidedVelocity(u, c, 2)]).toEqual([5, 3]);
  });

  test('acts inside its interval only, and never at scale 1 but also below it', () => {
    expect(guidanceActs({ scale: 1 }, 0.5)).toBe(false);
    expect(guidanceActs({ scale: 0.5 }, 0.5)).toBe(true);
    expect([0.1, 0.2, 0.8, 0.9].map((t) => guidanceActs({ scale: 2, interval: [0.2, 0.8] }, t))).toEqual([false, true, true, false]);
  });

  test('refuses velocities of different sizes', () => {
    expect(() => guidedVelocity(u, Float32Array.of(1), 2)).toThrow(/2 values, conditional has 1/);
  });
});
