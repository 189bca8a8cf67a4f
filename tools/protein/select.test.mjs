import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commonLetters, likeness, reasonAgainst } from './select.mjs';

test('letters in common, by hand', () => {
  assert.equal(commonLetters('AGCAT', 'GAC'), 2);
  assert.equal(commonLetters('', 'A'), 0);
  assert.equal(likeness('ACDE', 'ACDE'), 1);
  assert.equal(likeness('ACDE', 'ACDEACDE'), 0.5);
});

const chainOf = (length, names = ['N', 'CA', 'C', 'O']) => ({ residues: Array.from({ length }, () => ({ atoms: names.map((name) => ({ name })) })) });
const limits = { shortest: 3, longest: 5, mostAlike: 0.7 };

test('chains are left out for their length, missing atoms, or one that is alike', () => {
  assert.equal(reasonAgainst({ chain: chainOf(4), sequence: 'ACDE' }, [], limits), undefined);
  assert.match(reasonAgainst({ chain: chainOf(6), sequence: 'ACDEFG' }, [], limits), /6 residues, not 3 to 5/);
  assert.match(reasonAgainst({ chain: chainOf(4, ['N', 'CA', 'C']), sequence: 'ACDE' }, [], limits), /4 residues lack backbone atoms/);
  assert.match(reasonAgainst({ chain: chainOf(4), sequence: 'ACDE' }, [{ name: 'x', sequence: 'ACDF' }], limits), /75 % like x/);
});
