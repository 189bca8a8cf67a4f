import { weyl } from './weyl.js';

/** The pair of clouds that fixtures/make.py made for these counts. */
export function fixtureClouds([first, second]: number[]): [Float64Array, Float64Array] {
  const [scale, move] = [[1, 0.5, 0.1], [0.2, 0, 0.3]];
  return [weyl(first * 3, 3), weyl(second * 3, 50).map((value, i) => value * scale[i % 3] + move[i % 3])];
}
