import { normalValues } from '@inrflow/core';
import type { Chain } from '../chains/chain.js';
import { STANDARD_RESIDUES } from '../chains/standardResidues.js';
import { createProteinPairs, ELEMENTS } from './index.js';

const address = { seed: 1, stream: 'augmentation' };
const positions = normalValues({ seed: 9, stream: 'positions' }, 3 * 200);
let drawn = 0;
const atom = (name: string) => ({ name, element: name[0], position: [0, 1, 2].map(() => 20 + 10 * positions[drawn++]) as [number, number, number], bFactor: 50 });
/** Residues with their places; some atoms are missing or in another order. */
function chain(residues: [name: string, place: number, atoms?: string[]][] = [['GLY', 0], ['ALA', 1, ['CA', 'N', 'C']], ['LEU', 4], ['PHE', 5, [...STANDARD_RESIDUES.PHE.atoms, 'OXT']]]): Chain {
  drawn = 0;
  return { id: 'B', residues: residues.map(([name, place, atoms]) => ({ name, place, number: place + 11, insertionCode: '', atoms: (atoms ?? [...STANDARD_RESIDUES[name].atoms]).map(atom) })) };
}
const pairs = createProteinPairs({ orientation: 'file' });
const distances = ({ length }: ArrayLike<number>, at: (i: number) => number) => Array.from({ length: length / 3 }, (_, i) =>
  Array.from({ length: length / 3 }, (_, j) => Math.hypot(at(3 * i) - at(3 * j), at(3 * i + 1) - at(3 * j + 1), at(3 * i + 2) - at(3 * j + 2)))).flat();

test('coordinates hold residue, place, slot, type, chemistry and eigenvectors, in the file\'s order of atoms', () => {
  const { points, coordinates, template } = pairs.chainPairs(chain());
  expect([points, pairs.coordinateChannels]).toEqual([4 + 3 + 8 + 12, 3 + 21 + 46 + 8]);
  const rows = Array.from({ length: points }, (_, i) => [...coordinates.subarray(i * 78, (i + 1) * 78)]);
  expect(rows.map(([residue]) => residue)).toEqual([...Array(4).fill(0), ...Array(3).fill(1), ...Array(8).fill(2), ...Array(12).fill(3)]);
  expect(rows.map(([, place]) => place)).toEqual([...Array(4).fill(0), ...Array(3).fill(1), ...Array(8).fill(4), ...Array(12).fill(5)]);
  expect(rows.map(([, , slot]) => slot)).toEqual([0, 1, 2, 3, 1, 0, 2, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14]);
  // GLY is the eighth type in the order of names.
  expect(rows[0].slice(3, 24).indexOf(1)).toBe(7);
  template.residues.flatMap(({ atoms }) => atoms).forEach(({ name }, i) => expect(rows[i].slice(24, 59).indexOf(1)).toBe(ELEMENTS.indexOf(name[0])));
});

test('values are centred and scaled, and come back as the chain in Å', () => {
  const file = chain();
  for (const scale of [10, 4]) {
    const scaled = createProteinPairs({ orientation: 'file', scale });
    const { values, template } = scaled.chainPairs(file);
    for (const axis of [0, 1, 2]) expect(values.reduce((sum, x, i) => sum + (i % 3 === axis ? x : 0), 0)).toBeCloseTo(0, 4);
    const back = scaled.chainFromValues(template, values, [1, 2, 3, 4]);
    const atoms = (of: Chain) => of.residues.flatMap((residue) => residue.atoms);
    const shift = [0, 1, 2].map((axis) => atoms(file)[0].position[axis] - atoms(back)[0].position[axis]);
    atoms(back).forEach(({ position }, i) => position.forEach((x, axis) => expect(x + shift[axis]).toBeCloseTo(atoms(file)[i].position[axis], 3)));
    expect(back.residues.map(({ name, number, place, atoms: [{ bFactor }] }) => [name, number, place, bFactor])).toEqual([['GLY', 11, 0, 1], ['ALA', 12, 1, 2], ['LEU', 15, 4, 3], ['PHE', 16, 5, 4]]);
  }
});

test('orientations rotate chains but never bend or mirror them', () => {
  const file = pairs.chainPairs(chain());
  const random = createProteinPairs().chainPairs(chain(), { address });
  const principal = createProteinPairs({ orientation: 'principal' }).chainPairs(chain());
  const triple = (v: Float32Array) => v[0] * (v[4] * v[8] - v[5] * v[7]) - v[1] * (v[3] * v[8] - v[5] * v[6]) + v[2] * (v[3] * v[7] - v[4] * v[6]);
  for (const { values, coordinates } of [random, principal]) {
    expect(coordinates).toEqual(file.coordinates);
    expect(values).not.toEqual(file.values);
    const expected = distances(file.values, (i) => file.values[i]);
    distances(values, (i) => values[i]).forEach((distance, i) => expect(distance).toBeCloseTo(expected[i], 4));
    expect(triple(values)).toBeCloseTo(triple(file.values), 4);
  }
  expect(createProteinPairs().chainPairs(chain(), { address })).toEqual(random);
  expect(createProteinPairs().chainPairs(chain(), { address: { ...address, sample: 1 } }).values).not.toEqual(random.values);
  expect(() => createProteinPairs().chainPairs(chain())).toThrow("needs an address; or choose the orientation 'file' or 'principal'");
});

test('a sequence has all heavy atoms of its residues, in order', () => {
  const { points, coordinates, template } = pairs.sequencePairs('GAXUOW', { id: 'Q' });
  expect(template.residues.map(({ name, number, place, atoms }) => [name, number, place, atoms.length])).toEqual([
    ['GLY', 1, 0, 4], ['ALA', 2, 1, 5], ['UNK', 3, 2, 5], ['CYS', 4, 3, 6], ['LYS', 5, 4, 9], ['TRP', 6, 5, 15]]);
  expect(template.residues[5].atoms.map(({ name }) => name)).toEqual([...STANDARD_RESIDUES.TRP.atoms, 'OXT']);
  expect(coordinates).toHaveLength(points * 78);
  expect(pairs.sequencePairs('w', { terminalOxygen: false }).template.residues[0].atoms.map(({ name, element }) => name + element)).toEqual(STANDARD_RESIDUES.TRP.atoms.map((name) => name + name[0]));
  // A complete chain of that sequence has the same coordinates.
  const whole = chain([['GLY', 0], ['LEU', 1, [...STANDARD_RESIDUES.LEU.atoms, 'OXT']]]);
  expect(pairs.sequencePairs('GL').coordinates).toEqual(pairs.chainPairs(whole).coordinates);
});

describe('sequence embeddings', () => {
  const embedded = createProteinPairs({ orientation: 'file', embeddingChannels: 2 });
  const embedding = (residues: number) => ({ residues, channels: 2, rows: Float32Array.from({ length: 2 * residues }, (_, i) => i) });
  const lastChannels = (coordinates: Float32Array) => Array.from({ length: coordinates.length / 80 }, (_, i) => coordinates[80 * i + 78]);

  test('reach the atoms of their residue, by residue or by place', () => {
    const byResidue = embedded.chainPairs(chain(), { embedding: embedding(4) });
    expect([...new Set(lastChannels(byResidue.coordinates))]).toEqual([0, 2, 4, 6]);
    const byPlace = embedded.chainPairs(chain(), { embedding: embedding(6) });
    expect([...new Set(lastChannels(byPlace.coordinates))]).toEqual([0, 2, 8, 10]);
    const whole = { ...chain(), sequence: ['GLY', 'ALA', 'SER', 'SER', 'LEU', 'PHE', 'HIS'] };
    expect([...new Set(lastChannels(embedded.chainPairs(whole, { embedding: embedding(7) }).coordinates))]).toEqual([0, 2, 8, 10]);
    expect([...new Set(lastChannels(embedded.sequencePairs('GGG', { embedding: embedding(3) }).coordinates))]).toEqual([0, 2, 4]);
  });

  test('that do not fit are refused with the reason', () => {
    expect(() => embedded.chainPairs(chain())).toThrow("chain 'B': it has no sequence embedding; expected one of 2 channels");
    expect(() => embedded.chainPairs(chain(), { embedding: embedding(3) })).toThrow("chain 'B': its sequence embedding has 3 rows for 4 residues over 6 places: residue PHE 16 has none");
    expect(() => embedded.chainPairs(chain(), { embedding: embedding(9) })).toThrow('has 9 rows for 4 residues over 6 places');
    expect(() => embedded.chainPairs(chain(), { embedding: { ...embedding(4), channels: 8 } })).toThrow('has 8 channels; expected 2');
    expect(() => pairs.chainPairs(chain(), { embedding: embedding(4) })).toThrow('has 2 channels; expected 0');
  });
});

test('errors name what cannot become a pair', () => {
  const bad = (residues: Parameters<typeof chain>[0]) => () => pairs.chainPairs(chain(residues));
  expect(bad([])).toThrow("chain 'B' has no residues");
  expect(bad([['HOH', 0, ['O']]])).toThrow("chain 'B', residue HOH 11: it is not one of the standard residues");
  expect(bad([['GLY', 0, ['N', 'CB']]])).toThrow("chain 'B', residue GLY 11: it has an atom CB; expected N, CA, C, O");
  expect(bad([['GLY', 0, ['N', 'N']]])).toThrow('it has the atom N twice');
  expect(bad([['GLY', 0, []]])).toThrow('it has no atoms');
  expect(bad([['GLY', 1], ['GLY', 1]])).toThrow('its place is 1, but that of the residue before is 1');
  expect(bad([['GLY', 1024]])).toThrow('its place is 1024; expected less than 1024: crop the chain');
  const lost = chain();
  lost.residues[2].atoms[1].position = [1, NaN, 2];
  expect(() => pairs.chainPairs(lost)).toThrow("chain 'B', residue LEU 15: atom CA is at [1,NaN,2]; expected finite numbers");
  expect(() => pairs.sequencePairs('GAB')).toThrow("residue 3 of the sequence of chain 'A' is 'B'; expected one of ACDEFGHIKLMNOPQRSTUVWXY");
  expect(() => pairs.sequencePairs('')).toThrow("the sequence of chain 'A' is empty");
  const { template, values } = pairs.chainPairs(chain());
  expect(() => pairs.chainFromValues(template, values.subarray(3))).toThrow("chain 'B' has 27 atoms, but 78 values; expected 81");
  expect(() => pairs.chainFromValues(template, values.map((x, i) => (i === 4 ? Infinity : x)))).toThrow("atom CA of residue GLY 11 of chain 'B' has the values");
  expect(() => createProteinPairs({ scale: 0 })).toThrow('scale must be a positive number of Å, not 0');
  expect(() => createProteinPairs({ orientation: 'up' as 'file' })).toThrow("orientation must be 'random', 'principal', 'file', not 'up'");
  expect(() => createProteinPairs({ eigenvectors: -1 })).toThrow('eigenvectors must be an integer from 0, not -1');
});
