import { readSmiles } from '../chemistry/index.js';
import { sticksOf } from './sticks.js';

test('a bond is a row of points from one atom to the other', () => {
  const { molecule } = readSmiles('CO', 'methanol');
  const points = sticksOf({ molecule, positions: Float64Array.of(0, 0, 0, 8, 0, 4) });
  expect([...points.subarray(0, 9)]).toEqual([0, 0, 0, 8, 0, 4, 1, 0, 0.5]);
  expect([...points.subarray(-3)]).toEqual([7, 0, 3.5]);
});
