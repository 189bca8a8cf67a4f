import { normalValues, permutation, uniformValues } from './draws.js';

const address = { seed: 7, stream: 'test', step: 3, sample: 5 };
const mean = (x: ArrayLike<number>) => Array.from(x).reduce((a, b) => a + b, 0) / x.length;

describe('draws', () => {
  test.each([uniformValues, normalValues])('%p repeats whatever the chunks', (draw) => {
    const whole = draw(address, 23);
    expect([...draw(address, 5), ...draw(address, 11, 5), ...draw(address, 7, 16)]).toEqual([...whole]);
  });

  test('every part of the address matters', () => {
    const base = uniformValues(address, 4);
    for (const other of [{ seed: 8 }, { stream: 'other' }, { step: 4 }, { sample: 6 }]) {
      expect(uniformValues({ ...address, ...other }, 4)).not.toEqual(base);
    }
  });

  test('normal moments: mean 0, variance 1, kurtosis 3', () => {
    const x = normalValues(address, 100_000);
    expect(Math.abs(mean(x))).toBeLessThan(0.015);
    expect(Math.abs(mean(x.map((v) => v * v)) - 1)).toBeLessThan(0.02);
    expect(Math.abs(mean(x.map((v) => v ** 4)) - 3)).toBeLessThan(0.15);
  });

  test('uniform numbers lie in [0, 1) and fill it evenly', () => {
    const counts = new Array<number>(10).fill(0);
    for (const u of uniformValues(address, 50_000)) counts[Math.floor(u * 10)]++;
    for (const count of counts) expect(Math.abs(count - 5000)).toBeLessThan(350);
  });

  test('a permutation holds every index once, and first places are uniform', () => {
    expect([...permutation(address, 100)].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    const firsts = Array.from({ length: 3000 }, (_, sample) => permutation({ ...address, sample }, 3)[0]);
    for (const k of [0, 1, 2]) expect(Math.abs(firsts.filter((f) => f === k).length - 1000)).toBeLessThan(130);
  });

  test('a bad address names its field', () => {
    expect(() => uniformValues({ seed: -1, stream: 'x' }, 1)).toThrow(/seed .* not -1/);
    expect(() => uniformValues({ seed: 1, stream: 'x', step: 0.5 }, 1)).toThrow(/step .* not 0.5/);
  });
});
