import { editDistance, nearestName } from './nearestName.js';

test.each([['kitten', 'sitting', 3], ['', 'abc', 3], ['abc', 'abc', 0], ['flaw', 'lawn', 2]])('%s → %s takes %i edits', (from, to, edits) => {
  expect(editDistance(from, to)).toBe(edits);
  expect(editDistance(to, from)).toBe(edits);
});

test('the nearest name is offered only if it is near', () => {
  expect(nearestName('emojis', ['images', 'Emoji', 'notes'])).toBe('Emoji');
  expect(nearestName('x', ['completely-different'])).toBeUndefined();
  expect(nearestName('x', [])).toBeUndefined();
});
