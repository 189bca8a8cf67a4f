import { quotable } from './quotable.js';

test('one line, nothing that acts on a terminal, not endless', () => {
  expect(quotable('  plain\ttext\r\nof \u001b[31mtwo lines\u2028')).toBe('plain text of  [31mtwo lines');
  expect(quotable('\u202egnp.exe')).toBe('gnp.exe');
  expect(quotable('x'.repeat(100))).toBe(`${'x'.repeat(80)}…`);
  expect(quotable('x'.repeat(1e6), 5)).toBe('xxxxx…');
  expect(quotable('naïve 猫')).toBe('naïve 猫');
});
