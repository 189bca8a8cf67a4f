import { spacedIndices } from './spacedIndices.js';

test('chosen indices are spread over all', () => {
  expect([spacedIndices(10, 5), spacedIndices(3, 5), spacedIndices(2)]).toEqual([[0, 2, 4, 6, 8], [0, 1, 2], [0, 1]]);
});
