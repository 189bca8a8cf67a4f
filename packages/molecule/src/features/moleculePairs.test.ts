import { normalValues } from '@inrflow/core';
import { readSmiles } from '../chemistry/index.js';
import { createMoleculePairs, coordinateChannelsOf } from './index.js';
import { rightHands } from './hands.js';

const address = { seed: 1, stream: 'augmentation' };
const conformerOf = (smiles: string, seed = 1) => {
  const { molecule } = readSmiles(smiles, smiles);
  return { molecule, positions: Float64Array.from(normalValues({ seed, stream: 'positions' }, 3 * molecule.atoms.length)) };
};
const channels = coordinateChannelsOf({ eigenvectors: 16 });

test('coordinates are the same whatever the order of atoms, in canonical order', () => {
  const pairs = createMoleculePairs();
  for (const [one, other] of [['C[C@H](N)C(=O)O', 'OC(=O)[C@H](C)N'], ['c1ccccc1O', 'Oc1ccccc1'], ['CC/C=C/Cl', 'Cl/C=C/CC']]) {
    const [a, b] = [one, other].map((smiles) => createMoleculePairs().coordinatesOf(readSmiles(smiles, smiles).molecule));
    expect(a.points).toBe(b.points);
    a.coordinates.forEach((x, at) => expect(b.coordinates[at]).toBeCloseTo(x, 5));
    expect(Array.from({ length: a.points }, (_, i) => a.coordinates[i * channels])).toEqual(Array.from({ length: a.points }, (_, i) => i));
  }
  expect(pairs.coordinateChannels).toBe(1 + 46 + 5 + 1 + 16);
});

test("positions come back in the molecule's own order of atoms and in Å", () => {
  const conformer = conformerOf('CC(=O)Nc1ccc(O)cc1');
  const pairs = createMoleculePairs({ scale: 3, orientation: 'file' });
  const back = pairs.positionsOf(conformer.molecule, pairs.pairsOf(conformer).values);
  const shift = [0, 1, 2].map((axis) => conformer.positions[axis] - back[axis]);
  back.forEach((x, at) => expect(x + shift[at % 3]).toBeCloseTo(conformer.positions[at], 5));
  const { values } = createMoleculePairs({ mirrored: false }).pairsOf(conformer, address);
  const distance = (of: ArrayLike<number>, a: number, b: number) => Math.hypot(...[0, 1, 2].map((k) => of[3 * a + k] - of[3 * b + k]));
  const { ranks } = conformer.molecule;
  expect(2 * distance(values, ranks[0], ranks[5])).toBeCloseTo(distance(conformer.positions, 0, 5), 5);
});

test('half of the conformers are mirrored with their hands, and a sample of the wrong hand is mirrored back', () => {
  const conformer = conformerOf('C[C@H](N)C(=O)O', 3);
  const hand = rightHands(conformer.molecule, conformer.positions) === 1;
  const pairs = createMoleculePairs();
  const right = pairs.coordinatesOf(conformer.molecule).coordinates;
  const drawn = Array.from({ length: 200 }, (_, sample) => pairs.pairsOf(conformer, { ...address, sample }).coordinates === right);
  expect(drawn.filter(Boolean).length).toBeGreaterThan(70);
  expect(drawn.filter(Boolean).length).toBeLessThan(130);
  const { values } = createMoleculePairs({ orientation: 'file' }).pairsOf(conformer);
  expect(rightHands(conformer.molecule, pairs.positionsOf(conformer.molecule, values))).toBe(1);
  expect(rightHands(conformer.molecule, pairs.positionsOf(conformer.molecule, values.map((x, at) => (at % 3 ? x : -x))))).toBe(1);
  expect([true, false]).toContain(hand);
});

test('errors say what is wrong', () => {
  const { molecule } = conformerOf('CCO');
  expect(() => createMoleculePairs({ scale: 0 })).toThrow('scale must be a positive number of Å, not 0');
  expect(() => createMoleculePairs({ orientation: 'up' as 'file' })).toThrow("orientation must be 'random', 'principal', 'file', not 'up'");
  expect(() => createMoleculePairs().positionsOf(molecule, new Float32Array(8))).toThrow("molecule 'CCO' has 3 atoms, but 8 values; expected 9");
  expect(() => createMoleculePairs().positionsOf(molecule, new Float32Array(9).fill(NaN))).toThrow('has the value NaN at 0');
  expect(() => createMoleculePairs().pairsOf(conformerOf('CCO'))).toThrow('needs an address');
  expect(() => coordinateChannelsOf({ eigenvectors: -1 })).toThrow('eigenvectors must be an integer from 0, not -1');
});
