import { choose, expectedOneOf } from './nearest.js';

describe('names that are not among the choices', () => {
  test('the error lists the choices and the nearest of them', () => {
    expect(() => choose('solver', { euler: 1, heun: 2, midpoint: 3 }, 'hein')).toThrow("there is no solver 'hein': expected 'euler', 'heun' or 'midpoint'; did you mean 'heun'?");
    expect(expectedOneOf('x', ['a'])).toBe("expected 'a'; did you mean 'a'?");
  });

  test('what every object inherits is not an entry', () => {
    expect(() => choose('path', { linear: 1 }, 'toString')).toThrow(/no path 'toString'/);
    expect(choose('path', { linear: 1 }, 'linear')).toBe(1);
  });
});
