import { ESM_ALPHABET, esmTokens } from './index.js';

test('the alphabet is the published one', () => {
  expect(ESM_ALPHABET).toHaveLength(33);
  expect(Object.fromEntries(['<cls>', '<pad>', '<eos>', '<unk>', 'L', 'A', 'G', 'M', 'W', 'X', 'O', '.', '-', '<null_1>', '<mask>'].map((token) => [token, ESM_ALPHABET.indexOf(token)])))
    .toEqual({ '<cls>': 0, '<pad>': 1, '<eos>': 2, '<unk>': 3, L: 4, A: 5, G: 6, M: 20, W: 22, X: 24, O: 28, '.': 29, '-': 30, '<null_1>': 31, '<mask>': 32 });
});

test('a sequence is enclosed by its start and end tokens', () => {
  expect([...esmTokens('LAGVS', 'P')]).toEqual([0, 4, 5, 6, 7, 8, 2]);
  expect([...esmTokens('ACDEFGHIKLMNPQRSTVWYXBUZO', 'P')]).toEqual([0, 5, 23, 13, 9, 18, 6, 21, 12, 15, 4, 20, 17, 14, 16, 10, 8, 11, 7, 22, 19, 24, 25, 26, 27, 28, 2]);
});

test('errors say what is wrong', () => {
  expect(() => esmTokens('', 'P')).toThrow("the sequence of 'P' is empty");
  expect(() => esmTokens('AJ', 'P')).toThrow("residue 2 of the sequence of 'P' is 'J'; expected one of ABCDEFGHIKLMNOPQRSTUVWXYZ");
  for (const letter of ['.', '-', 'a', '*']) expect(() => esmTokens(letter, 'P')).toThrow(`is '${letter}'`);
  expect(esmTokens('A'.repeat(1022), 'P')).toHaveLength(1024);
  expect(() => esmTokens('A'.repeat(1023), 'P')).toThrow("the sequence of 'P' has 1023 residues, but ESM-2 reads 1022: crop it");
});
