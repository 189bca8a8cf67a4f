import { duration, megabytes, short } from './words.js';

test('numbers, bytes and times in words', () => {
  expect([0, 7, 999, 1234, 1.5e6, 2e12].map(short)).toEqual(['0', '7', '999', '1.23 k', '1.50 M', '2.00 T']);
  expect([512, 812e6, 4e25].map(megabytes)).toEqual(['512 B', '812 MB', '4.00e+7 EB']);
  expect([-1, 0, 0.01, 0.4, 0.96, 59, 60, 200, 3599.6, 7300].map(duration)).toEqual(['0 s', '0 s', '0.1 s', '0.4 s', '1 s', '59 s', '1 min 0 s', '3 min 20 s', '1 h 0 min', '2 h 1 min']);
});
