import { chainOf } from '../testing/structures.js';
import { chainSequence, cropChain, fullSequence, letterOf, meanBFactor, nameOfLetter, parentOf, type Chain } from './index.js';

const chain: Chain = { ...chainOf(['GLY', 'TRP', 'ALA']), sequence: ['MET', 'GLY', 'UNK', 'TRP', 'ALA', 'SER'] };
chain.residues.forEach((residue, i) => (residue.place = [1, 3, 4][i]));

test('sequences of the residues that have a position, and of the whole chain', () => {
  expect([chainSequence(chain), fullSequence(chain), fullSequence({ ...chain, sequence: undefined })]).toEqual(['GWA', 'MGXWAS', 'XGXWA']);
  expect(fullSequence({ id: 'A', residues: [] })).toBe('');
});

test('a crop begins at place 0 and keeps its part of the sequence', () => {
  const crop = cropChain(chain, 1, 2);
  expect([crop.residues.map(({ name, place }) => name + place), crop.sequence]).toEqual([['TRP0', 'ALA1'], ['TRP', 'ALA']]);
  expect(chain.residues[1].place).toBe(3);
  expect(cropChain(chain, 0, 3).sequence).toEqual(['GLY', 'UNK', 'TRP', 'ALA']);
  for (const [start, count] of [[-1, 1], [0, 4], [3, 1], [0, 0], [0.5, 1]]) expect(() => cropChain(chain, start, count)).toThrow("of chain 'A' were asked for; expected some from 0 to 2");
});

test('each residue counts once in the mean B-factor', () => {
  const two = chainOf(['GLY', 'TRP']);
  for (const [i, residue] of two.residues.entries()) for (const atom of residue.atoms) atom.bFactor = [10, 40][i];
  expect([meanBFactor(two), meanBFactor({ id: 'A', residues: [] })]).toEqual([25, 0]);
});

test('names, letters and parents', () => {
  expect([letterOf('TRP'), letterOf('UNK'), letterOf('toString'), nameOfLetter('W'), nameOfLetter('X')]).toEqual(['W', 'X', 'X', 'TRP', undefined]);
  expect(['MSE', 'SEP', 'TPO', 'PTR', 'HYP', 'PCA', 'CSO', 'ALA', 'UNK', 'HOH'].map((name) => parentOf(name))).toEqual(['MET', 'SER', 'THR', 'TYR', 'PRO', 'GLN', 'CYS', 'ALA', undefined, undefined]);
  // A table whose parent is not a standard residue does not override the built-in one.
  expect([parentOf('MSE', new Map([['MSE', 'ZZZ']])), parentOf('ZZZ', new Map([['ZZZ', 'TRP']]))]).toEqual(['MET', 'TRP']);
});
