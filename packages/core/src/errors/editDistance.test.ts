import { editDistance } from './editDistance.js';

test.each([['kitten', 'sitting', 3], ['', 'abc', 3], ['abc', 'abc', 0], ['flaw', 'lawn', 2], ['cta', 'cat', 1], ['huen', 'heun', 1], ['ca', 'abc', 3]])('%s → %s takes %i edits', (from, to, edits) => {
  expect(editDistance(from, to)).toBe(edits);
  expect(editDistance(to, from)).toBe(edits);
});

test('one edit of any kind is a distance of one', () => {
  const word = 'stochastic';
  for (let at = 0; at < word.length; at++) {
    const [start, end] = [word.slice(0, at), word.slice(at + 1)];
    expect([`${start}${end}`, `${start}#${end}`, `${start}#${word.slice(at)}`].map((other) => editDistance(word, other))).toEqual([1, 1, 1]);
    if (at > 0) expect(editDistance(word, `${word.slice(0, at - 1)}${word[at]}${word[at - 1]}${end}`)).toBe(1);
  }
});
