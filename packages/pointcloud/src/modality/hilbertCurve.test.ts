import { uniformValues } from '@inrflow/core';
import { CURVE_CELLS, hilbertCell, hilbertCode } from './hilbertCurve.js';

test('consecutive positions of the curve are one step apart in space', () => {
  for (const start of [0, 123_456, 2 ** 29 - 600, 2 ** 30 - 1000]) {
    for (let code = start; code < start + 999; code++) {
      const [a, b] = [hilbertCell(code), hilbertCell(code + 1)];
      expect(a.reduce((steps, x, axis) => steps + Math.abs(x - b[axis]), 0)).toBe(1);
    }
  }
});

test('cell and position are each other\'s inverse', () => {
  const draws = uniformValues({ seed: 1, stream: 'cells' }, 3000).map((u) => Math.floor(u * CURVE_CELLS));
  for (let i = 0; i < 1000; i++) {
    const [x, y, z] = draws.subarray(3 * i, 3 * i + 3);
    expect(hilbertCell(hilbertCode(x, y, z))).toEqual([x, y, z]);
  }
});

test('an eighth of the curve fills an eighth of the cube', () => {
  const octants = Array.from({ length: 8 }, (_, octant) => new Set(Array.from({ length: 500 }, (_, i) => hilbertCell(octant * 2 ** 27 + i * 268_435).map((x) => x >> 9).join())));
  expect(octants.map(({ size }) => size)).toEqual(new Array(8).fill(1));
  expect(new Set(octants.flatMap((octant) => [...octant])).size).toBe(8);
});
